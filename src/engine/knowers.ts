export { type Knower, knowers } from "../schema/knowers.ts";
