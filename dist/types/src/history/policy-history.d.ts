import { type PolicyChangeEntry, type ChangeSummary } from "./policy-changes.ts";
import type { CommitHistory } from "./commits.ts";
/** Input of the policy history. */
interface PolicyHistoryOptions {
    readonly tell: (done: number, all: number) => void;
    readonly stopped: () => boolean;
}
export interface PolicyHistory {
    readonly entries: readonly PolicyChangeEntry[];
    /** True if the run was stopped. */
    readonly partial: boolean;
    /** Compares the policies before one entry with those after another. */
    readonly between: (before: PolicyChangeEntry, after: PolicyChangeEntry) => Promise<ChangeSummary | null>;
}
/** Reads each commit that changed policies, oldest first, with the effect of the change. */
export declare function readPolicyHistory(past: CommitHistory, isWanted: (commit: string) => boolean, { tell, stopped }: PolicyHistoryOptions): Promise<PolicyHistory>;
export {};
