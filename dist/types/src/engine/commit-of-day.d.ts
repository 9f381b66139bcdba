import type { EngineOptions } from "./options.ts";
/** The commit that was current on a day. */
export interface CommitOfDay {
    readonly commit: string;
    /** The day from which it was current, as an ISO date. */
    readonly day: string;
    readonly subject: string;
    /** The day of the next commit of the branch; undefined if it is the last one. */
    readonly next: string | undefined;
}
/**
 * Finds the last commit along the first parents of a revision on or before the day `asOf`.
 * @throws UsageError when there is no repository, no such revision, or no commit that early
 */
export declare function commitOfDay({ cwd, asOf }: EngineOptions, revision?: string): CommitOfDay;
