import { type PolicyChangeEntry, type ChangeSummary } from "./policy-changes.ts";
import type { CommitHistory } from "./commits.ts";
/** What the timeline of policies is told by. */
interface PolicyHistoryOptions {
    readonly tell: (done: number, all: number) => void;
    readonly stopped: () => boolean;
}
export interface PolicyHistory {
    readonly entries: readonly PolicyChangeEntry[];
    /** Whether someone stopped it. */
    readonly partial: boolean;
    /** What the policies before one entry and after another differ in. */
    readonly between: (before: PolicyChangeEntry, after: PolicyChangeEntry) => Promise<ChangeSummary | null>;
}
/** Reads each commit that changed policies, oldest first, with the effect of the change. */
export declare function readPolicyHistory(past: CommitHistory, isWanted: (commit: string) => boolean, { tell, stopped }: PolicyHistoryOptions): Promise<PolicyHistory>;
export {};
