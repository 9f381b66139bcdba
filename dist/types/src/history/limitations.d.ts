import type { CloneLimitations, Commit, CommitWithChanges } from "../repository/git/types.ts";
interface HistoryMetadata {
    readonly commits: readonly CommitWithChanges[];
    readonly limits: CloneLimitations;
    /** Commits after the end of the history, the oldest first. */
    readonly later: readonly Commit[];
    /** Number of files whose content is missing in this clone. */
    readonly missing: number;
    /** Last day of the history. */
    readonly today: string;
}
/** Lists the limitations of a history. Reports show them first. */
export declare function limitationsOf({ commits, later, limits, missing, today }: HistoryMetadata): string[];
export {};
