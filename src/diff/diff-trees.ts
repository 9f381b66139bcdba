import type { DocumentLoader } from "../documents/load.ts";
import type { EvaluationInput } from "../evaluate/input.ts";
import { inputType } from "../policy/input-type.ts";
import type { Tree } from "../repository/tree.ts";
import { type PrepareRuleTests, type SampleInput, createRuleTestPreparer } from "../testing/rule-test-inputs.ts";
import type { RuleTest } from "../testing/rule-tests.ts";
import { openDeployments } from "../workspace/deployments.ts";
import { type LoadedPolicies, loadPolicies, readIgnoreFile, withProposedFields } from "../workspace/policies.ts";
import { buildInput } from "../workspace/prepare.ts";
import {
  type PolicyChange,
  comparePolicies,
  evaluatesDifferently,
  readsDifferently,
  rulesThatDiffer,
  sameOrganisation,
} from "./compare-policies.ts";
import type { BeforeAfter } from "./rule-changes.ts";

/** Options of a comparison of two trees. */
export interface DiffTreesOptions {
  /** ISO date that both sides are evaluated for. */
  readonly asOf: string;
  /** Receives how many files are read, and the number of all files. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** Default: read each document again. */
  readonly load?: DocumentLoader | undefined;
}

/** The deployments of `tree`, found and read with the configuration of `side`. */
async function collectInputs(
  tree: Tree,
  governing: Tree,
  side: LoadedPolicies,
  { asOf, onProgress, load }: DiffTreesOptions,
): Promise<EvaluationInput[]> {
  const snapshot = { tree, governing, targets: [tree.root] };
  const source = openDeployments(snapshot, side, { asOf, manifestsOnly: true, allFacts: true, load });
  const inputs: EvaluationInput[] = [];
  for (const [i, file] of source.files.entries()) {
    inputs.push(...(await source.load(file)).inputs);
    onProgress?.(i + 1, source.files.length);
  }
  return inputs;
}

/** The deployments of the later tree under the configuration of the earlier one; files are read again only if they have to be. */
async function collectBaseInputs(
  trees: BeforeAfter<Tree>,
  { before, after }: BeforeAfter<LoadedPolicies>,
  now: EvaluationInput[],
  options: DiffTreesOptions,
): Promise<EvaluationInput[]> {
  const { asOf } = options;
  if (!hasSameIgnores(trees) || readsDifferently(before, after, asOf))
    return collectInputs(trees.after, trees.before, before, options);
  return sameOrganisation(before, after, asOf)
    ? now
    : now.map((input) => buildInput({ ...input, config: before.ruleSet.config, own: before.governance.own, asOf }));
}

const hasSameIgnores = ({ before, after }: BeforeAfter<Tree>): boolean =>
  readIgnoreFile(before) === readIgnoreFile(after);

/** With more rules than this, one test for each outcome is used. */
const MANY_RULES = 50;

/** Of the tests that a filter lets through, the first for each expected outcome. */
function oneForEachOutcome(filter: (test: RuleTest) => boolean): (test: RuleTest) => boolean {
  const seen = new Set<string>();
  return (test) => {
    if (!filter(test) || seen.has(test.expected)) return false;
    seen.add(test.expected);
    return true;
  };
}

const testKey = ({ rule, name, given }: RuleTest): string => JSON.stringify([rule.id, name, given]);

/** The inputs of the tests beside the rules that differ; a test that both sides have is prepared once. */
async function collectTestInputs(trees: BeforeAfter<Tree>, sides: BeforeAfter<LoadedPolicies>): Promise<SampleInput[]> {
  const rules = rulesThatDiffer(sides.before, sides.after);
  const known = new Set<string>();
  const isNew = (test: RuleTest): boolean => !known.has(testKey(test));
  const inputs: SampleInput[] = [];
  for (const side of ["after", "before"] as const) {
    const prepareTests: PrepareRuleTests = await createRuleTestPreparer(trees[side], sides[side]);
    const own = new Set(sides[side].ruleSet.rules);
    for (const rule of rules) {
      if (!own.has(rule)) continue;
      const prepared = await prepareTests(rule, rules.length > MANY_RULES ? oneForEachOutcome(isNew) : isNew);
      for (const { test } of prepared) known.add(testKey(test));
      inputs.push(...prepared);
    }
  }
  return inputs;
}

/** Compares policies that are loaded already, on the deployments of the later tree. */
export async function diffLoadedPolicies(
  trees: BeforeAfter<Tree>,
  sides: BeforeAfter<LoadedPolicies>,
  options: DiffTreesOptions,
): Promise<PolicyChange> {
  const { before, after } = sides;
  const { asOf } = options;
  const idle = hasSameIgnores(trees) && !evaluatesDifferently(before, after, asOf);
  const now = idle ? [] : await collectInputs(trees.after, trees.after, after, options);
  const then = idle ? [] : await collectBaseInputs(trees, sides, now, options);
  return comparePolicies({
    before: { ...before, subjects: then },
    after: { ...after, subjects: now },
    fixtures: idle ? [] : await collectTestInputs(trees, sides),
    context: await inputType(after.governance.own),
    asOf,
  });
}

/** Compares the policies of two trees by their effect on the deployments of the later one. */
export async function diffTrees(trees: BeforeAfter<Tree>, options: DiffTreesOptions): Promise<PolicyChange> {
  const { asOf } = options;
  const before = withProposedFields(await loadPolicies(trees.before, { asOf }), trees.after);
  const after = await loadPolicies(trees.after, { asOf });
  return diffLoadedPolicies(trees, { before, after }, options);
}
