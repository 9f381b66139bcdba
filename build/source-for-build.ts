// What the build needs of the source itself.
export { commands } from "../src/cli/commands/index.ts";
export { cliReference } from "../src/cli/reference.ts";
export { readPacksFromTree } from "../src/workspace/packs.ts";
export { evidenceCollections } from "../src/model/document.ts";
export { forms, operators } from "../src/logic/operators.ts";

export { inputType } from "../src/policy/input-type.ts";
export { workingTree } from "../src/repository/working-tree.ts";
export { buildRuleSet } from "../src/policy/rule-set.ts";
export { crosswalk } from "../src/policy/catalog.ts";
export { crosswalkPage, policyPage, provisionsPage } from "../src/output/rules/reference.ts";
export { schemaOf } from "../src/schema/validators.ts";
export { mayBeOpen, mustBeFilled } from "../src/schema/validate.ts";
