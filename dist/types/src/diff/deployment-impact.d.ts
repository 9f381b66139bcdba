import { type Outcome } from "../model/finding.ts";
import type { EvaluationInput } from "../evaluate/input.ts";
import type { RuleSet } from "../policy/rule-set.ts";
/** How one rule stands with one deployment. */
export interface DeploymentState {
    /** `none` where there is no such rule, or the deployment is not judged. */
    readonly outcome: Outcome | "none";
    /** Whether it shuts the gate. */
    readonly gates: boolean;
    readonly waived: boolean;
}
export type ImpactKind = "shuts" | "opens" | "applies" | "no-longer-applies" | "waived" | "told";
/** What a change does to one rule on one deployment. */
export interface Impact {
    readonly kind: ImpactKind;
    readonly rule: string;
    readonly before: DeploymentState;
    readonly after: DeploymentState;
}
/** What a change does to a deployment. */
export interface DeploymentImpact {
    readonly name: string;
    readonly file: string;
    /** Whether it is judged at all, before and after. */
    readonly judged: {
        readonly before: boolean;
        readonly after: boolean;
    };
    readonly impacts: readonly Impact[];
}
/** A set of rules with the deployments that it judges. */
export interface ImpactInput {
    readonly ruleSet: RuleSet;
    readonly subjects: readonly EvaluationInput[];
    readonly asOf: string;
}
export declare const deploymentName: ({ manifest }: EvaluationInput) => string;
/**
 * What a change does to the deployments.
 * @param rules the rules that may come out differently, by id
 */
export declare function deploymentImpacts(before: ImpactInput, after: ImpactInput, rules: ReadonlySet<string>): DeploymentImpact[];
