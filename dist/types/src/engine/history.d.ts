import { type CommitHistory } from "../history/commits.ts";
import { type HistoryFilter } from "../history/filter.ts";
import type { PolicyHistoryReport, ViolationHistoryReport } from "../history/report.ts";
import { type CountedDays } from "../history/violation-timeline.ts";
import { type CheckedFiles } from "./checked-files.ts";
import type { EngineOptions } from "./options.ts";
export type { HistoryFilter } from "../history/filter.ts";
export type { PolicyHistoryReport, ViolationHistoryReport } from "../history/report.ts";
/** The commits to evaluate: all, those with a tag, or the last one of each day. */
export type EvaluationPoints = "commits" | "tags" | "days";
export interface HistoryOptions extends EngineOptions {
    /** Also includes commits that are dated after `asOf`, as of that day (default: false). */
    readonly toHead?: boolean | undefined;
    /** `HEAD`, or `BASE..HEAD` for the commits that BASE does not have (default: the whole history of `HEAD`). */
    readonly range?: string | undefined;
    /** Default: everything is reported. */
    readonly filter?: HistoryFilter | undefined;
}
export interface ReplayOptions {
    /** Days to which violations are clipped, both included (default: all). */
    readonly period?: CountedDays | undefined;
    /** Default: `commits`. */
    readonly at?: EvaluationPoints | undefined;
    /** Also evaluates past commits with the policies at the end of the range. */
    readonly today?: boolean | undefined;
    /** File that keeps results for the next run (default: a file in the git directory). */
    readonly cache?: string | undefined;
}
/** A range of commits that has been read. Two reports of the same range can share it. */
export interface OpenHistory extends CheckedFiles {
    readonly past: CommitHistory;
    readonly head: string;
    readonly inRange: (commit: string) => boolean;
}
/**
 * Reads the commits of a range.
 * @throws UsageError when there is no repository, or a revision is not in it
 */
export declare function openHistory(options: HistoryOptions): OpenHistory;
/**
 * Lists each change of policies in a range with its effect.
 * @param opened the range, if it is open already
 * @returns a partial report when the signal stops it
 * @throws UsageError when there is no repository, or a revision is not in it
 */
export declare function policyHistory(options: HistoryOptions, opened?: OpenHistory): Promise<PolicyHistoryReport>;
/**
 * Lists the violations in a range: start, end, and how each ended.
 *
 * @param opened the range, if it is open already
 *
 * @returns a partial report when the signal stops it
 *
 * @throws UsageError when there is no repository, or a revision is not in it
 */
export declare function violationHistory(options: HistoryOptions & ReplayOptions, opened?: OpenHistory): Promise<ViolationHistoryReport>;
export interface RepositoryHistoryOptions extends EngineOptions {
    /** Last commit of the history (default: `HEAD`). */
    readonly ref?: string | undefined;
    /** Also includes commits that are dated after `asOf`, as of that day (default: false). */
    readonly toHead?: boolean | undefined;
}
/** The history for the report of a check, or the reason why there is none. */
export type RepositoryHistory = {
    readonly policies: PolicyHistoryReport;
    readonly violations: ViolationHistoryReport;
} | {
    readonly missing: string;
};
/**
 * Reads the history of policies and violations of a checked repository.
 * @param options `cwd` is the root of the repository
 */
export declare function repositoryHistory(options: RepositoryHistoryOptions): Promise<RepositoryHistory>;
