export { silentDisguises } from "../tests/support/disguises.ts";
