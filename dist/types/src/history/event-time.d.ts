import type { Commit } from "../repository/git/types.ts";
/** Time of an event: with a commit, or without one if the event was caused by the date. */
export interface EventTime {
    /** Evaluation date, as an ISO date. */
    readonly day: string;
    readonly commit: Commit | null;
}
/** The day of a commit in UTC; undefined if its date is invalid. */
export declare function dayOf({ committer }: Commit): string | undefined;
/** Commits with their evaluation dates: never earlier than that of the previous commit, never in the future. */
export declare function daysOf<T extends Commit>(commits: readonly T[], today: string): {
    commit: T;
    day: string;
}[];
/** The number of the pull or merge request in a commit message. */
export declare function requestOf({ message }: Commit): number | null;
export declare const dayAfter: (day: string) => string;
export declare const subjectOf: ({ message }: Commit) => string;
export declare const shortOf: ({ commit }: Pick<Commit, "commit">) => string;
