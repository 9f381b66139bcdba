import type { Waiver } from "../model/finding.ts";
import { type RunMetadata, type FileResult } from "./assemble-report.ts";
import type { GateScope, Report } from "../model/report.ts";
import type { RuleInfo } from "../model/rule.ts";
/** What a state of a repository yields, all of it or a part. */
export interface TreeResult {
    readonly metadata: RunMetadata;
    /** The rules that judge, and the waivers that hold. */
    readonly rules: readonly RuleInfo[];
    readonly waivers: readonly Waiver[];
    /** All files that may hold manifests, in their order. */
    readonly files: readonly string[];
    /** Of all of these files, or of some. */
    readonly fileResults: readonly FileResult[];
}
/** All that a verdict rests on. */
export interface CheckData {
    readonly head: TreeResult;
    /** Where a change is judged, the state that it starts from, and what its own rules say where they differ. */
    readonly change: {
        readonly commit: string;
        readonly gate: GateScope;
        readonly base: TreeResult;
        readonly headByOwnPolicies: TreeResult | null;
    } | null;
}
/** What comes of a matter. */
export interface Verdicts {
    /** By the rules that govern: this decides. */
    readonly report: Report;
    /** By the rules that a change brings, where they differ: this advises. */
    readonly proposed: Report | undefined;
}
/**
 * Decides a matter. Rules that a change brings have no say yet, but have to be sound.
 * @param part whether only a part of the files was looked into, so that nothing can be said of what is not there
 */
export declare function decideVerdict({ head: now, change }: CheckData, part?: boolean): Verdicts;
