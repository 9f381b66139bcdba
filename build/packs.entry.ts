export { packFiles } from "../src/commands/packs.ts";
export { contextType } from "../src/policy/context-type.ts";
export { readPacks } from "../src/policy/packs.ts";
export { buildRuleSet } from "../src/policy/ruleset.ts";
