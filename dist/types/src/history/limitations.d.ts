import type { CloneLimitations, CommitWithChanges } from "../repository/git/types.ts";
interface HistoryMetadata {
    readonly commits: readonly CommitWithChanges[];
    readonly limits: CloneLimitations;
    /** Number of files whose content is missing in this clone. */
    readonly missing: number;
    readonly today: string;
}
/** Lists the limitations of a history. Reports show them first. */
export declare function limitationsOf({ commits, limits, missing, today }: HistoryMetadata): string[];
export {};
