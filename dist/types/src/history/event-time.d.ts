import type { Commit } from "../repository/git/types.ts";
/** When something came to be: with a commit, or, where there is none, because the day came. */
export interface EventTime {
    /** The day judged by, as an ISO date. */
    readonly day: string;
    readonly commit: Commit | null;
}
/** The day of a commit in UTC, or undefined where it states none. */
export declare function dayOf({ committer }: Commit): string | undefined;
/** A commit with the day it is judged by: no earlier than that of the commit before, and none that is still to come. */
export declare function daysOf<T extends Commit>(commits: readonly T[], today: string): {
    commit: T;
    day: string;
}[];
/** The pull or merge request that a message names. */
export declare function requestOf({ message }: Commit): number | null;
export declare const dayAfter: (day: string) => string;
export declare const subjectOf: ({ message }: Commit) => string;
export declare const shortOf: ({ commit }: Pick<Commit, "commit">) => string;
