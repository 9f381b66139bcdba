import type { Commit } from "../repository/git/types.ts";
/** Time of an event: with a commit, or without one if the event was caused by the date. */
export interface EventTime {
    /** Evaluation date, as an ISO date. */
    readonly day: string;
    readonly commit: Commit | null;
}
/** The day of a commit in UTC; undefined if its date is invalid. */
export declare function dayOf({ committer }: Commit): string | undefined;
/** Where a history ends. */
export interface HistoryEnd {
    /** Last day of the history, as an ISO date. */
    readonly asOf: string;
    /** True if commits that are dated after the last day belong to it, as of that day (default: false). */
    readonly toHead?: boolean | undefined;
}
/**
 * Commits up to the last day of a history, with their evaluation dates: the day of the committer's date, and never
 * earlier than that of the previous commit. The days of the first commits do not depend on later ones, so that a history
 * up to a day is the history of a clone of that day.
 */
export declare function daysOf<T extends Commit>(commits: readonly T[], { asOf, toHead }: HistoryEnd): {
    commit: T;
    day: string;
}[];
/** The number of the pull or merge request in a commit message. */
export declare function requestOf({ message }: Commit): number | null;
export declare const dayAfter: (day: string) => string;
export declare const subjectOf: ({ message }: Commit) => string;
export declare const shortOf: ({ commit }: Pick<Commit, "commit">) => string;
