import type { Tree } from "../repository/tree.ts";
import type { EvaluationInput } from "../evaluate/input.ts";
import { type Waiver } from "../model/finding.ts";
import type { OpenFinding } from "./violation-timeline.ts";
import type { DeploymentAtCommit } from "./deployments-at.ts";
import type { LoadedPolicies } from "../workspace/policies.ts";
import { type PeriodResult, type ReplayCache } from "./replay-cache.ts";
/** The rules in effect for a period. */
export interface PolicyVersion {
    readonly rules: LoadedPolicies;
    /** Cache key of the rules: their sources, and the start of the period. */
    readonly name: string;
    /** Cache key of the config and keys that influence how documents are read. */
    readonly inputKey: string;
    /** All waivers, valid or not. */
    readonly waivers: readonly Waiver[];
    /** Waivers that are valid on a day. */
    waiversOn(asOf: string): readonly Waiver[];
    /** The rules of policies that cannot be read. */
    readonly unreadableRules: ReadonlySet<string>;
}
/** @param name key of the rules, of any length */
export declare function createPolicyVersion(rules: LoadedPolicies, name: string, unreadableRules?: ReadonlySet<string>): PolicyVersion;
/** The documents of a deployment, read on first use. */
export interface LazyInput {
    /** Builds the input of the evaluation on a day. */
    subject(version: PolicyVersion, asOf: string): Promise<EvaluationInput>;
}
/** @param treeFor returns the files of a deployment */
export declare function createLazyInput(deployment: DeploymentAtCommit, treeFor: (deployment: DeploymentAtCommit) => Tree): LazyInput;
/** A period in which a deployment and its rules are unchanged. */
export interface EvaluationPeriod {
    readonly deployment: DeploymentAtCommit;
    readonly version: PolicyVersion;
    readonly input: LazyInput;
    readonly from: string;
}
/** A period with the result of its first day. */
export interface StartedPeriod extends EvaluationPeriod {
    /** Cache key of the state. */
    readonly key: string;
    /** Result of the state for that day or a longer period. */
    readonly result: PeriodResult;
    /** Open findings on that day. */
    readonly open: readonly OpenFinding[];
    /** The dates in its documents and waivers, if they were read. */
    readonly dates: ReadonlySet<string> | undefined;
}
/** Creates an evaluator of periods; each state is evaluated once. */
export declare function createReplayer({ periods, intern }: ReplayCache): {
    begin(period: EvaluationPeriod): Promise<StartedPeriod>;
    /** Changes within a period up to a day that were caused by the date. */
    turns(period: StartedPeriod, through: string): Promise<PeriodResult["turns"]>;
};
export type Replayer = ReturnType<typeof createReplayer>;
