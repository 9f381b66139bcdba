import type { Document, Location } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import { type Finding, type Outcome, type Severity, type OutcomeCounts, type Waiver } from "../model/finding.ts";
import { type Json } from "../util/json.ts";
import type { Reference } from "../evidence/resolve.ts";
import { type RuleContext } from "../facts/context.ts";
import type { Rule } from "../policy/rule.ts";
import type { DeploymentRef } from "./assemble-report.ts";
/** One deployment, ready to be judged. */
export interface EvaluationInput {
    readonly manifest: Document;
    readonly context: RuleContext;
    readonly references: readonly Reference[];
}
export interface EvaluationSettings {
    readonly failOn: Severity;
    /** The date judged by, as an ISO date. */
    readonly asOf: string;
    readonly waivers: readonly Waiver[];
    /** Whether outcomes that are no finding are explained too. */
    readonly explainAll: boolean;
}
/**
 * What comes of a rule on the data of a rule context, without the reasons and by the strict evaluator alone: for where
 * no gate hangs on it, and documents are tried by the thousand.
 */
export declare function evaluateOutcome(rule: Rule, data: Json): Outcome;
/** Whether an outcome keeps a deployment out: what is violated, and what cannot be told. */
export declare function isUnmet(outcome: Outcome): boolean;
/** Whether a rule binds at all: its severity and the date, where the rule or the law sets one. */
export declare function isBlockingRule(rule: Rule, data: Json, { failOn, asOf }: Pick<EvaluationSettings, "failOn" | "asOf">): boolean;
/** A deployment's name and where it stands, asked for by every rule. */
export declare const deploymentRef: (thing: Document) => DeploymentRef;
/**
 * What was found without the reasons, as where nobody asks for those of what passes or does not apply.
 * @param start where the deployment's name stands
 */
export declare function stripDetails(finding: Finding, start: Location): Finding;
/**
 * Judges one deployment by one rule.
 * @returns the outcome with its explanation, and a diagnostic when the rule could not be decided at all
 */
export declare function evaluateRule(rule: Rule, subject: EvaluationInput, settings: EvaluationSettings): {
    finding: Finding;
    diagnostics: Diagnostic[];
};
/** What came of all rules on a deployment. */
export interface DeploymentResult {
    /** Those that were asked for, in the order of the rules. */
    readonly findings: Finding[];
    /** How many rules came out how. */
    readonly tally: OutcomeCounts;
    readonly diagnostics: Diagnostic[];
}
/**
 * Judges one deployment by rules.
 * @param wanted the outcomes to tell of; all are counted
 */
export declare function evaluateDeployment(rules: readonly Rule[], subject: EvaluationInput, settings: EvaluationSettings, wanted: (outcome: Outcome) => boolean): DeploymentResult;
