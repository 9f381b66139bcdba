import { type Outcome } from "../model/finding.ts";
import type { EvaluationInput } from "../evaluate/input.ts";
import type { RuleSet } from "../policy/rule-set.ts";
/** Result of one rule for one deployment. */
export interface DeploymentState {
    /** `none` if the rule does not exist, or the deployment is not checked. */
    readonly outcome: Outcome | "none";
    /** True if the result blocks. */
    readonly gates: boolean;
    readonly waived: boolean;
}
export type ImpactKind = "shuts" | "opens" | "applies" | "no-longer-applies" | "waived" | "told";
/** Effect of a change on the result of one rule for one deployment. */
export interface Impact {
    readonly kind: ImpactKind;
    readonly rule: string;
    readonly before: DeploymentState;
    readonly after: DeploymentState;
}
/** Effect of a change on a deployment. */
export interface DeploymentImpact {
    readonly name: string;
    readonly file: string;
    /** True if the deployment is checked, before and after. */
    readonly judged: {
        readonly before: boolean;
        readonly after: boolean;
    };
    readonly impacts: readonly Impact[];
}
/** A set of rules and the deployments that it checks. */
export interface ImpactInput {
    readonly ruleSet: RuleSet;
    readonly subjects: readonly EvaluationInput[];
    readonly asOf: string;
}
export declare const deploymentName: ({ manifest }: EvaluationInput) => string;
/**
 * Compares the results of rules for all deployments.
 * @param rules ids of the rules with possibly different results
 */
export declare function deploymentImpacts(before: ImpactInput, after: ImpactInput, rules: ReadonlySet<string>): DeploymentImpact[];
