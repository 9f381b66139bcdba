import { type Diagnostic } from "../model/diagnostic.ts";
import { type Finding, type Outcome, type OutcomeCounts } from "../model/finding.ts";
import type { Rule } from "../policy/rule.ts";
import type { EvaluationInput, EvaluationSettings } from "./input.ts";
/**
 * Evaluates one rule on one deployment.
 * @returns the finding, and a diagnostic if the rule could not be decided
 */
export declare function evaluateRule(rule: Rule, input: EvaluationInput, settings: EvaluationSettings): {
    finding: Finding;
    diagnostics: Diagnostic[];
};
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
export declare function evaluateDeployment(rules: readonly Rule[], input: EvaluationInput, settings: EvaluationSettings, wanted: (outcome: Outcome) => boolean): DeploymentResult;
