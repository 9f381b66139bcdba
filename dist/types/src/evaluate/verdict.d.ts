import type { Waiver } from "../model/finding.ts";
import { type RunMetadata, type FileResult } from "./assemble-report.ts";
import type { ClaimGate, GateScope, Report } from "../model/report.ts";
import type { RuleInfo } from "../model/rule.ts";
/** The results of a commit or working tree, or of a part of its files. */
export interface TreeResult {
    readonly metadata: RunMetadata;
    /** The rules of the evaluation, and the waivers in effect. */
    readonly rules: readonly RuleInfo[];
    readonly waivers: readonly Waiver[];
    /** All files that may contain manifests, in their order. */
    readonly files: readonly string[];
    /** Results of all these files, or of some. */
    readonly fileResults: readonly FileResult[];
}
/** Everything that decides a verdict. */
export interface CheckData {
    readonly head: TreeResult;
    /**
     * Null if no change is checked. `base` is the result of the commit that the change starts from. `headByOwnPolicies` is the
     * result with the policies of the change; null if they are those of the base.
     */
    readonly change: {
        readonly commit: string;
        readonly gate: GateScope;
        readonly claims: ClaimGate;
        readonly base: TreeResult;
        readonly headByOwnPolicies: TreeResult | null;
    } | null;
}
/** The reports of a check. */
export interface Verdicts {
    /** The result with the policies in effect. It decides. */
    readonly report: Report;
    /** The result with the policies of the change; undefined if they are those of the base. It only informs. */
    readonly proposed: Report | undefined;
}
/**
 * Assembles the reports of a check. The policies of a change do not decide yet, but errors in them are errors of the check.
 * @param part true if only a part of the files was evaluated, so that a missing manifest or deployment is no error
 */
export declare function decideVerdict({ head: now, change }: CheckData, part?: boolean): Verdicts;
