import { loadFile } from "../documents/load.ts";
import type { Tree } from "../documents/tree.ts";
import { workingTree } from "../documents/working-tree.ts";
import type { Document } from "../model/document.ts";
import { at } from "../model/json.ts";
import type { Specimen } from "../change/witness.ts";
import { createEvidenceStore } from "../evidence/resolve.ts";
import { contextType } from "../policy/context-type.ts";
import type { Rule } from "../policy/rule.ts";
import { createBases } from "../testing/bases.ts";
import type { Prepared } from "../testing/prepare.ts";
import { type RuleTest, testsOf } from "../testing/rule-tests.ts";
import { packageRoot } from "./packs.ts";
import type { Rules } from "./state.ts";

/** How the files of built-in policies are named, which lie in this package. */
const SHIPPED = /^caregate\//;

/** A test of a rule, with the documents that it judges. */
export interface MadeTest extends Specimen {
  readonly test: RuleTest;
  readonly prepared: Prepared;
}

/** Makes the documents of a rule's tests, or of those that are wanted; those that cannot be made are left out. */
export type MakeTests = (rule: Rule, isWanted?: (test: RuleTest) => boolean) => Promise<MadeTest[]>;

/** Makes what opens the tests that stand beside the rules of a state of a repository. */
export async function createFixtures(tree: Tree, { governance, ruleSet }: Rules): Promise<MakeTests> {
  const shipped = workingTree(packageRoot());
  const common = { shipped, config: ruleSet.config, context: await contextType() };
  const own = createBases({ ...common, tree, store: createEvidenceStore(tree, { keys: governance.keys }) });
  // Built-in policies are to this package what its own policies are to a repository.
  const builtIn = createBases({ ...common, tree: shipped, store: createEvidenceStore(shipped) });
  const policies = new Map<string, Document | undefined>();

  /** A built-in rule as it is written, tests and all, which it is without when it is compiled. */
  function written(rule: Rule): Rule | undefined {
    const { file } = rule.document;
    if (!policies.has(file)) policies.set(file, loadFile(shipped, file.replace(SHIPPED, "")).documents[0]);
    const document = policies.get(file);
    return document && at(document.value, [...rule.path, "id"]) === rule.id ? { ...rule, document } : undefined;
  }

  return async (rule, isWanted = () => true) => {
    const isBuiltIn = SHIPPED.test(rule.document.file);
    const source = isBuiltIn ? written(rule) : rule;
    const tests = source ? testsOf(source).filter(isWanted) : [];
    if (!source || tests.length === 0) return [];
    const opened = await (isBuiltIn ? builtIn : own)(source.document);
    if ("diagnostics" in opened) return [];
    const found: MadeTest[] = [];
    for (const test of tests) {
      const made = await opened.prepare(test.given);
      if ("refusals" in made) continue;
      const { data } = made.subject.context;
      found.push({ origin: { kind: "test", rule: rule.id, name: test.name }, data, test, prepared: made });
    }
    return found;
  };
}
