import type { Tree } from "../repository/tree.ts";
import type { EvaluationInput } from "../evaluate/input.ts";
import { type Waiver } from "../model/finding.ts";
import type { OpenFinding } from "./violation-timeline.ts";
import type { DeploymentAtCommit } from "./deployments-at.ts";
import type { LoadedPolicies } from "../workspace/policies.ts";
import { type PeriodResult, type ReplayCache } from "./replay-cache.ts";
/** Rules, as they judge for some time. */
export interface PolicyVersion {
    readonly rules: LoadedPolicies;
    /** Names them: what they are read from, and since when. */
    readonly name: string;
    /** Names what of them is read together with the documents. */
    readonly beside: string;
    /** The waivers, whether they hold or not. */
    readonly waivers: readonly Waiver[];
    /** Those that hold on a day. */
    waiversOn(asOf: string): readonly Waiver[];
}
/** @param name names the rules, however long */
export declare function createPolicyVersion(rules: LoadedPolicies, name: string): PolicyVersion;
/** The documents of a deployment, read when they are first needed. */
export interface LazyInput {
    /** What of them is judged on a day. */
    subject(regime: PolicyVersion, asOf: string): Promise<EvaluationInput>;
}
/** @param treeFor gives the files that a deployment consists of */
export declare function createLazyInput(deployment: DeploymentAtCommit, treeFor: (deployment: DeploymentAtCommit) => Tree): LazyInput;
/** The time in which a deployment and what judges it stay as they are. */
export interface EvaluationPeriod {
    readonly deployment: DeploymentAtCommit;
    readonly regime: PolicyVersion;
    readonly dossier: LazyInput;
    readonly from: string;
}
/** A span that is judged on its first day. */
export interface StartedPeriod extends EvaluationPeriod {
    /** Names the state. */
    readonly key: string;
    /** What is known of the state, on that day or longer. */
    readonly judgement: PeriodResult;
    /** What is open on that day. */
    readonly open: readonly OpenFinding[];
    /** The dates that its documents and waivers name, if they were read. */
    readonly dates: ReadonlySet<string> | undefined;
}
/** Judges spans, each state once. */
export declare function createReplayer({ judgements, intern }: ReplayCache): {
    begin(span: EvaluationPeriod): Promise<StartedPeriod>;
    /** What turned within a span by the date alone, up to a day. */
    turns(span: StartedPeriod, through: string): Promise<PeriodResult["turns"]>;
};
export type Replayer = ReturnType<typeof createReplayer>;
