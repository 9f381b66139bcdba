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
/** What two states of a repository's policies are compared by. */
export interface ComparisonInput {
    readonly before: ComparedState;
    readonly after: ComparedState;
    /** What the tests beside the rules judge. */
    readonly fixtures: readonly SampleInput[];
    /** The type of the rule context. */
    readonly context: Type;
    /** The date judged by, as an ISO date. */
    readonly asOf: string;
}
/** What a change of policies means. */
export interface PolicyChange {
    readonly asOf: string;
    /** The rules that are not as they were, by id. */
    readonly rules: readonly RuleChange[];
    /** How many rules are as they were. */
    readonly unchanged: number;
    readonly parameters: readonly ParameterChange[];
    readonly waivers: readonly WaiverChange[];
    readonly settings: readonly SettingChange[];
    readonly impact: {
        /** How many deployments were looked at; none when no rule, waiver or setting that judges differs. */
        readonly deployments: number;
        /** Those for which something comes out differently. */
        readonly changed: readonly DeploymentImpact[];
    };
    /** Whether anything is loosened, in general or for one deployment. */
    readonly loosened: boolean;
    readonly tightened: boolean;
    /** What is wrong with the policies of a side: what it hides is not compared. */
    readonly diagnostics: {
        readonly before: readonly Diagnostic[];
        readonly after: readonly Diagnostic[];
    };
}
/** Whether two sides find other deployments, or trust other signatures under their evidence. */
export declare function readsDifferently(before: LoadedPolicies, after: LoadedPolicies, asOf: string): boolean;
/** Whether two sides say the same of the organisation, which is part of what is read of every deployment. */
export declare function sameOrganisation(before: LoadedPolicies, after: LoadedPolicies, asOf: string): boolean;
/** Whether two sides differ in anything that only documents can tell the meaning of. */
export declare function judgesDifferently(before: LoadedPolicies, after: LoadedPolicies, asOf: string): boolean;
/** The rules whose versions differ, so that their tests are of use to tell how. */
export declare function rulesThatDiffer(before: LoadedPolicies, after: LoadedPolicies): Rule[];
/** What two states of a repository's policies mean for what they judge: decided by comparing outcomes. */
export declare function comparePolicies(input: ComparisonInput): PolicyChange;
