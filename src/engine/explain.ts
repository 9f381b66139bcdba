import { evaluateRule } from "../evaluate/evaluate-deployment.ts";
import { rootScope } from "../logic/scope.ts";
import { collectReads } from "../logic/reads.ts";
import { evidenceCollections } from "../model/document.ts";
import type { Finding } from "../model/finding.ts";
import type { Example, RuleExplanation } from "../output/rules/explanation.ts";
import { inputType } from "../policy/input-type.ts";
import { basisOf } from "../policy/provisions.ts";
import type { Rule } from "../policy/rule.ts";
import { findRoot } from "../repository/root.ts";
import { openWorkingTree } from "../repository/git/checkout-tree.ts";
import { type PreparedRuleTest, createRuleTestPreparer } from "../testing/rule-test-inputs.ts";
import { UsageError } from "../util/errors.ts";
import { compareCodeUnits, formatPath } from "../util/json.ts";
import { closestWord } from "../util/text.ts";
import { loadPolicies } from "../workspace/policies.ts";
import { check } from "./check.ts";
import { type CheckedFiles, describeFiles } from "./checked-files.ts";
import type { EngineOptions } from "./options.ts";

export interface ExplainOptions extends EngineOptions {
  /** Id of a rule, or the first characters (at least six) of the fingerprint of a finding. */
  readonly name: string;
}

/** The explanation of a rule or a finding, and the files that its locations are in. */
export type ExplainResult = CheckedFiles &
  ({ readonly kind: "rule"; readonly rule: RuleExplanation } | { readonly kind: "finding"; readonly finding: Finding });

const FINGERPRINT = /^[0-9a-f]{6,64}$/;

/** Names for readers of the documents that are not evidence. */
const documentNames: Readonly<Record<string, string>> = {
  AIDeployment: "the manifest",
  Config: "the organisation, in the settings",
};

/** The kinds of documents that a rule's requirement reads: on the inputs of its tests, and by the paths in its text. */
function documentKinds({ require }: Rule, tests: readonly PreparedRuleTest[]): string[] {
  const read = tests.flatMap(({ prepared: { subject }, data }) =>
    collectReads(require.node, { scope: rootScope(data), path: [], label: formatPath })
      .flatMap(({ path }) => subject.context.sources(path))
      .map(({ document }) => document.kind),
  );
  const written = JSON.stringify(require.plain);
  const named = Object.entries(evidenceCollections).flatMap(([kind, collection]) =>
    written.includes(`"evidence.${collection}`) ? [kind] : [],
  );
  return [...new Set<string>([...read, ...named])]
    .toSorted(compareCodeUnits)
    .map((kind) => documentNames[kind] ?? kind);
}

function exampleFrom({ test: { rule, name, given }, prepared: { subject, asOf } }: PreparedRuleTest): Example {
  const { finding } = evaluateRule(rule, subject, { failOn: "low", asOf, waivers: [], explainAll: true });
  const { outcome, message, explanation } = finding;
  return { name, outcome, given, message, explanation };
}

/** The unmet finding whose fingerprint starts with `prefix`. */
async function findFinding({ name: prefix, cwd, asOf }: ExplainOptions): Promise<Finding | undefined> {
  const { report } = await check({ targets: [findRoot(cwd)], asOf, cwd });
  const found = report.findings.filter(
    ({ fingerprint, outcome }) => fingerprint.startsWith(prefix) && (outcome === "fail" || outcome === "unknown"),
  );
  if (found.length > 1) throw new UsageError(`${found.length} findings begin with \`${prefix}\`; write more of it`);
  return found[0];
}

/** The error for a name that is neither; it suggests rules that are alike in the whole name or in the part after the pack. */
function unknownName(name: string, rules: readonly Rule[]): UsageError {
  if (FINGERPRINT.test(name)) return new UsageError(`no finding here has a fingerprint that begins with \`${name}\``);
  const ids = rules.map(({ id }) => id);
  const near = closestWord(name, ids);
  const last = (id: string): string => id.split("/")[1] ?? id;
  const alike = ids.filter(
    (id) => last(id) === last(name) || (near === undefined && last(id) === closestWord(name, ids.map(last))),
  );
  const suggestions = [...new Set([...(near === undefined ? [] : [near]), ...alike])].slice(0, 3);
  const hint = suggestions.length > 0 ? `; did you mean ${suggestions.map((id) => `\`${id}\``).join(" or ")}?` : "";
  return new UsageError(`there is no rule \`${name}\`${hint}`);
}

/**
 * Explains a rule, or a finding of a check of the whole repository.
 * @throws UsageError when the name is neither a rule nor the start of exactly one fingerprint
 */
export async function explain(options: ExplainOptions): Promise<ExplainResult> {
  const { name, cwd, asOf } = options;
  const tree = openWorkingTree(findRoot(cwd));
  const files = describeFiles(tree, options);
  const policies = await loadPolicies(tree, { asOf });
  const rule = policies.ruleSet.rules.find(({ id }) => id === name);
  if (!rule) {
    const finding = FINGERPRINT.test(name) ? await findFinding(options) : undefined;
    if (!finding) throw unknownName(name, policies.ruleSet.rules);
    return { kind: "finding", finding, ...files };
  }
  const prepareTests = await createRuleTestPreparer(tree, policies);
  const tests = await prepareTests(rule);
  const [kinds, examples] = [documentKinds(rule, tests), tests.map(exampleFrom)];
  return {
    kind: "rule",
    rule: { rule, basis: basisOf(rule, asOf), context: await inputType(policies.governance.own), kinds, examples },
    ...files,
  };
}
