import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import { type Finding, type Outcome, type OutcomeCounts, isUnmet, zeroCounts } from "../model/finding.ts";
import type { Rule } from "../policy/rule.ts";
import { type Decision, cacheFor, decideWithinBudget } from "./decision.ts";
import { deploymentRef, findingOf } from "./finding.ts";
import type { EvaluationInput, EvaluationSettings } from "./input.ts";
import { waiverDiagnostics, waiversFor } from "./waiver-scope.ts";
import { addAll } from "../util/list.ts";

const diagnosticsOf = ({ problem }: Decision, { manifest }: EvaluationInput): Diagnostic[] =>
  problem ? [errorAt(deploymentRef(manifest).at, problem.code, problem.message)] : [];

/** Warnings about waivers that name an open finding and do not cover it. */
function waiverProblems(
  finding: Finding,
  { manifest }: EvaluationInput,
  { waivers }: EvaluationSettings,
): Diagnostic[] {
  if (waivers.length === 0 || !isUnmet(finding.outcome)) return [];
  return waiverDiagnostics(waiversFor(waivers, finding.rule, deploymentRef(manifest)), finding, manifest);
}

/**
 * Evaluates one rule on one deployment.
 * @returns the finding, and a diagnostic if the rule could not be decided
 */
export function evaluateRule(
  rule: Rule,
  input: EvaluationInput,
  settings: EvaluationSettings,
): { finding: Finding; diagnostics: Diagnostic[] } {
  const decision = decideWithinBudget(rule, cacheFor(input.context.data), true);
  return { finding: findingOf(decision, rule, input, settings), diagnostics: diagnosticsOf(decision, input) };
}

export interface DeploymentResult {
  /** Those that `wanted` selects, in the order of the rules. */
  readonly findings: Finding[];
  /** Counts all outcomes. */
  readonly tally: OutcomeCounts;
  readonly diagnostics: Diagnostic[];
}

/**
 * Evaluates rules on one deployment.
 * @param wanted selects the outcomes to report; all are counted
 */
export function evaluateDeployment(
  rules: readonly Rule[],
  input: EvaluationInput,
  settings: EvaluationSettings,
  wanted: (outcome: Outcome) => boolean,
): DeploymentResult {
  const result: DeploymentResult = { findings: [], tally: zeroCounts(), diagnostics: [] };
  const cache = cacheFor(input.context.data);
  for (const rule of rules) {
    const decision = decideWithinBudget(rule, cache, true);
    result.tally[decision.outcome] += 1;
    addAll(result.diagnostics, diagnosticsOf(decision, input));
    if (!wanted(decision.outcome)) continue;
    const finding = findingOf(decision, rule, input, settings);
    result.findings.push(finding);
    addAll(result.diagnostics, waiverProblems(finding, input, settings));
  }
  return result;
}
