// What `bench/plain.mjs` measures: both readers of documents, and texts to compare them with.
export { parsePlain } from "../src/documents/parse.ts";
export { parseYaml } from "../src/documents/parse-yaml.ts";
export { comparePlain, projectTexts, randomFrom, randomText } from "../tests/support/plain-texts.ts";
