import type { Severity } from "../model/finding.ts";
import type { PolicyChange } from "../diff/compare-policies.ts";
import { type ChangeLine } from "../diff/describe-change.ts";
import type { WaiverChange } from "../diff/config-changes.ts";
import type { Commit } from "../repository/git/types.ts";
/** Direction of a change; `both` if it is looser for some documents and stricter for others. */
export type DirectionCounted = "loosened" | "tightened" | "both" | "none";
/** A single change in a commit. */
export interface PolicyChangeItem extends ChangeLine {
    readonly what: "rule" | "parameter" | "setting" | "waiver" | "deployment";
    readonly kind: string;
    readonly direction: DirectionCounted;
    /** The affected rules. */
    readonly rules: readonly string[];
    /** The highest severity of these rules. */
    readonly severity: Severity | null;
    /** The last day of a setting of rules, which ends by itself; undefined for everything else. */
    readonly lastDay?: string | undefined;
}
/** The effect of a commit on the results. */
export interface ChangeSummary {
    readonly direction: DirectionCounted;
    readonly headline: string;
    readonly changes: readonly PolicyChangeItem[];
    readonly waivers: readonly WaiverChange[];
    /** Problems of the policies of each side. The affected parts are not compared. */
    readonly problems: readonly string[];
}
/** A commit in the timeline. */
export interface CommitInfo {
    readonly commit: Commit;
    /** The evaluation date. */
    readonly day: string;
    /** Signature status as in `%G?` of git. */
    readonly signature: string;
    readonly request: number | null;
}
/** A commit that changed the policies of the repository. */
export interface PolicyChangeEntry extends CommitInfo {
    /** For a merge, the merged commits that changed policies. */
    readonly brought: readonly CommitInfo[];
    /** The previous and the new policy folder, if the folder was moved. */
    readonly moved: {
        readonly from: string;
        readonly to: string;
    } | null;
    /** Null if the change was not compared; `untold` then has the reason. */
    readonly meaning: ChangeSummary | null;
    readonly untold: string | null;
}
type Severities = ReadonlyMap<string, Severity>;
/** Lists the single changes of a change of policies. */
export declare function summarizeChange(change: PolicyChange, severities: Severities): ChangeSummary;
/** Summarizes the first policies: there is nothing to compare with, and only waivers loosen anything. */
export declare function summarizeFirstPolicies({ waivers, diagnostics, asOf }: Pick<PolicyChange, "waivers" | "diagnostics" | "asOf">, severities: Severities): ChangeSummary;
export {};
