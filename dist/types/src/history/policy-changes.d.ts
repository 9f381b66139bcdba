import type { Severity } from "../model/finding.ts";
import type { PolicyChange } from "../diff/compare-policies.ts";
import { type ChangeLine } from "../diff/describe-change.ts";
import type { WaiverChange } from "../diff/config-changes.ts";
import type { Commit } from "../repository/git/types.ts";
/** Which way something moves the gate; `both` opens it in one place and shuts it in another. */
export type DirectionCounted = "loosened" | "tightened" | "both" | "none";
/** One thing that a commit changed. */
export interface PolicyChangeItem extends ChangeLine {
    readonly what: "rule" | "parameter" | "setting" | "waiver" | "deployment";
    readonly kind: string;
    readonly direction: DirectionCounted;
    /** The rules it is about. */
    readonly rules: readonly string[];
    /** The worst severity among these rules. */
    readonly severity: Severity | null;
}
/** What a commit means for what is judged. */
export interface ChangeSummary {
    readonly direction: DirectionCounted;
    readonly headline: string;
    readonly changes: readonly PolicyChangeItem[];
    readonly waivers: readonly WaiverChange[];
    /** What is wrong with the policies of a side, so that they are not compared whole. */
    readonly problems: readonly string[];
}
/** A commit as the timeline tells it. */
export interface CommitInfo {
    readonly commit: Commit;
    /** The day judged by. */
    readonly day: string;
    /** As `%G?` of git has it. */
    readonly signature: string;
    readonly request: number | null;
}
/** A commit that changed what the repository is judged by. */
export interface PolicyChangeEntry extends CommitInfo {
    /** The commits of the other side that touched policies, where it is a merge: they came in with it. */
    readonly brought: readonly CommitInfo[];
    /** Where the policies lay before and lie now, when that is another folder. */
    readonly moved: {
        readonly from: string;
        readonly to: string;
    } | null;
    /** Null where it cannot be told, and then `untold` says why. */
    readonly meaning: ChangeSummary | null;
    readonly untold: string | null;
}
type Severities = ReadonlyMap<string, Severity>;
/** What a change of policies means, thing by thing. */
export declare function summarizeChange(change: PolicyChange, severities: Severities): ChangeSummary;
/** What the first policies of all mean: there is nothing to compare them with, and only waivers open anything. */
export declare function summarizeFirstPolicies({ waivers, diagnostics, asOf }: Pick<PolicyChange, "waivers" | "diagnostics" | "asOf">, severities: Severities): ChangeSummary;
export {};
