export { compareWithGit } from "../tests/support/generated-checkout.ts";
