import { type Diagnostic } from "../model/diagnostic.ts";
import type { EvaluationInput } from "../evaluate/input.ts";
import type { Type } from "../logic/types.ts";
import type { Rule } from "../policy/rule.ts";
import { type DeploymentImpact } from "./deployment-impact.ts";
import { type RuleChange } from "./rule-changes.ts";
import { type ParameterChange, type SettingChange, type WaiverChange } from "./config-changes.ts";
import type { LoadedPolicies } from "../workspace/policies.ts";
import type { SampleInput } from "./witness.ts";
/** A side of a comparison with the deployments of the repository as its settings find and read them. */
export interface ComparedState extends LoadedPolicies {
    readonly subjects: readonly EvaluationInput[];
}
/** Input of a comparison of two states of a repository's policies. */
export interface ComparisonInput {
    readonly before: ComparedState;
    readonly after: ComparedState;
    /** The inputs of the rule tests. */
    readonly fixtures: readonly SampleInput[];
    /** The type of the rule context. */
    readonly context: Type;
    /** ISO date of the evaluation. */
    readonly asOf: string;
}
/** The effect of a change of policies. */
export interface PolicyChange {
    readonly asOf: string;
    /** The changed rules, sorted by id. */
    readonly rules: readonly RuleChange[];
    /** Number of unchanged rules. */
    readonly unchanged: number;
    readonly parameters: readonly ParameterChange[];
    readonly waivers: readonly WaiverChange[];
    readonly settings: readonly SettingChange[];
    readonly impact: {
        /** Number of compared deployments; 0 if no rule, waiver or setting with an effect on outcomes differs. */
        readonly deployments: number;
        /** Deployments with at least one different result. */
        readonly changed: readonly DeploymentImpact[];
    };
    /** True if anything is looser, in general or for one deployment. */
    readonly loosened: boolean;
    readonly tightened: boolean;
    /** Problems of the policies of each side. The affected parts are not compared. */
    readonly diagnostics: {
        readonly before: readonly Diagnostic[];
        readonly after: readonly Diagnostic[];
    };
}
/** True if two sides find different deployments, or trust different keys for evidence. */
export declare function readsDifferently(before: LoadedPolicies, after: LoadedPolicies, asOf: string): boolean;
/** True if the organisation is the same on both sides. It is part of the input of every deployment. */
export declare function sameOrganisation(before: LoadedPolicies, after: LoadedPolicies, asOf: string): boolean;
/** True if two sides differ in something whose effect only documents can show. */
export declare function evaluatesDifferently(before: LoadedPolicies, after: LoadedPolicies, asOf: string): boolean;
/** Both versions of each rule that differs: their tests help to find the difference. */
export declare function rulesThatDiffer(before: LoadedPolicies, after: LoadedPolicies): Rule[];
/** Compares two states of a repository's policies by the outcomes on documents. */
export declare function comparePolicies(compared: ComparisonInput): PolicyChange;
