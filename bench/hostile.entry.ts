export { foreignTexts, manifests } from "../tests/support/hostile-texts.ts";
