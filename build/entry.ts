// What the build needs of the source itself.
export { packFiles } from "../src/commands/packs.ts";
export { evidenceCollections } from "../src/model/document.ts";
export { forms, operators } from "../src/logic/operators.ts";

export { contextType } from "../src/policy/context-type.ts";
export { readPacks } from "../src/policy/packs.ts";
export { buildRuleSet } from "../src/policy/ruleset.ts";
export { crosswalk } from "../src/policy/survey.ts";
export { crosswalkPage, policyPage } from "../src/report/reference.ts";
export { schemaOf } from "../src/schema/validators.ts";
