import { evidenceSettings } from "../policy/evidence-settings.ts";
import { loadFile } from "../documents/load.ts";
import type { Tree } from "../repository/tree.ts";
import { workingTree } from "../repository/working-tree.ts";
import type { Document } from "../model/document.ts";
import { type Json, getAt } from "../util/json.ts";
import { createEvidenceStore } from "../evidence/resolve.ts";
import { inputType } from "../policy/input-type.ts";
import type { Rule } from "../policy/rule.ts";
import { createBaseLoader } from "./base-documents.ts";
import type { Prepared } from "./prepare-input.ts";
import { type RuleTest, testsOf } from "./rule-tests.ts";
import { packageRoot } from "../repository/package-root.ts";
import type { LoadedPolicies } from "../workspace/policies.ts";

/** Prefix of the names of built-in policy files in this package. */
const SHIPPED = /^caregate\//;

/** Where an input comes from; `least` is a deployment with no more fields set than required. */
export type WitnessOrigin =
  | { readonly kind: "deployment"; readonly name: string; readonly file: string }
  | { readonly kind: "test"; readonly rule: string; readonly name: string }
  | { readonly kind: "least" };

/** A sample input of a rule. */
export interface SampleInput {
  readonly origin: WitnessOrigin;
  /** The data of a rule context. */
  readonly data: Json;
}

/** A test of a rule and its documents. */
export interface PreparedRuleTest extends SampleInput {
  readonly test: RuleTest;
  readonly prepared: Prepared;
}

/** Prepares the documents of a rule's tests, or of those that match a filter. Invalid tests are skipped. */
export type PrepareRuleTests = (rule: Rule, isWanted?: (test: RuleTest) => boolean) => Promise<PreparedRuleTest[]>;

/** Creates a loader for the tests of the rules in a snapshot of a repository. */
export async function createRuleTestPreparer(
  tree: Tree,
  { governance, ruleSet }: LoadedPolicies,
): Promise<PrepareRuleTests> {
  const shipped = workingTree(packageRoot());
  const { own: declared } = governance;
  const common = { shipped, config: ruleSet.config, own: declared, context: await inputType(declared) };
  const own = createBaseLoader({ ...common, tree, store: createEvidenceStore(tree, evidenceSettings(governance)) });
  // The bases of built-in policies are in this package.
  const builtIn = createBaseLoader({ ...common, tree: shipped, store: createEvidenceStore(shipped) });
  const policies = new Map<string, Document | undefined>();

  /** The source of a built-in rule with its tests: the compiled rule has none. */
  function written(rule: Rule): Rule | undefined {
    const { file } = rule.document;
    if (!policies.has(file)) policies.set(file, loadFile(shipped, file.replace(SHIPPED, "")).documents[0]);
    const document = policies.get(file);
    return document && getAt(document.value, [...rule.path, "id"]) === rule.id ? { ...rule, document } : undefined;
  }

  return async (rule, isWanted = () => true) => {
    const isBuiltIn = SHIPPED.test(rule.document.file);
    const source = isBuiltIn ? written(rule) : rule;
    const tests = source ? testsOf(source).filter(isWanted) : [];
    if (!source || tests.length === 0) return [];
    const opened = await (isBuiltIn ? builtIn : own)(source.document);
    if ("diagnostics" in opened) return [];
    const found: PreparedRuleTest[] = [];
    for (const test of tests) {
      const made = await opened.prepare(test.given);
      if ("refusals" in made) continue;
      const { data } = made.subject.context;
      found.push({ origin: { kind: "test", rule: rule.id, name: test.name }, data, test, prepared: made });
    }
    return found;
  };
}
