import type { CloneLimitations, CommitWithChanges } from "../repository/git/types.ts";
interface HistoryMetadata {
    readonly commits: readonly CommitWithChanges[];
    readonly limits: CloneLimitations;
    /** How many contents of files are not here. */
    readonly missing: number;
    readonly today: string;
}
/** What keeps a history from being the whole truth: said before anything else. */
export declare function limitationsOf({ commits, limits, missing, today }: HistoryMetadata): string[];
export {};
