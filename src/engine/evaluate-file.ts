import type { FileResult } from "../evaluate/assemble-report.ts";
import { evaluateDeployment } from "../evaluate/evaluate-deployment.ts";
import { type Outcome, type OutcomeCounts, isUnmet, zeroCounts } from "../model/finding.ts";
import type { LoadDeployments } from "../workspace/deployments.ts";
import type { LoadedPolicies } from "../workspace/policies.ts";
import { type EvaluationOptions, DEFAULT_DETAIL } from "./options.ts";

function addCounts(a: OutcomeCounts, b: OutcomeCounts): OutcomeCounts {
  const sum = zeroCounts();
  for (const outcome of Object.keys(sum) as Outcome[]) sum[outcome] = a[outcome] + b[outcome];
  return sum;
}

/** Evaluates every rule on the deployments of a file. */
export async function evaluateFile(
  file: string,
  load: LoadDeployments,
  { ruleSet: { rules, waivers, failOn: lowest } }: Pick<LoadedPolicies, "ruleSet">,
  { asOf, failOn, detail = DEFAULT_DETAIL }: EvaluationOptions,
): Promise<FileResult> {
  const settings = { failOn: lowest, asOf, waivers, explainAll: detail === "explained" };
  const isListed = detail === "open" ? isUnmet : () => true;
  const { inputs, ...loaded } = await load(file);
  const results = inputs.map((input) => evaluateDeployment(rules, input, settings, isListed));
  const findings = results.flatMap((one) => one.findings);
  return {
    ...loaded,
    findings: failOn === "never" ? findings.map((finding) => ({ ...finding, gates: false })) : findings,
    tally: results.map(({ tally }) => tally).reduce(addCounts, zeroCounts()),
    diagnostics: [...loaded.diagnostics, ...results.flatMap(({ diagnostics }) => diagnostics)],
  };
}
