import type { ViolationRecord } from "./violation-timeline.ts";
import type { Loosening } from "./loosenings.ts";
import type { PolicyChangeEntry } from "./policy-changes.ts";
import type { WaiverRecord } from "./waiver-timeline.ts";
interface HistoryReportBase {
    /** The day up to which is told, as an ISO date. */
    readonly asOf: string;
    readonly head: string;
    /** What keeps it from being the whole truth. */
    readonly notes: readonly string[];
    /** Whether it was stopped before its end. */
    readonly partial: boolean;
    readonly waivers: readonly WaiverRecord[];
}
/** What became of the policies. */
export interface PolicyHistoryReport extends HistoryReportBase {
    readonly kind: "policies";
    readonly entries: readonly PolicyChangeEntry[];
    readonly loosenings: readonly Loosening[];
}
/** What became of the verdicts. */
export interface ViolationHistoryReport extends HistoryReportBase {
    readonly kind: "verdicts";
    readonly deployments: number;
    readonly lives: readonly ViolationRecord[];
    readonly byToday: readonly ViolationRecord[] | null;
}
export type HistoryReport = PolicyHistoryReport | ViolationHistoryReport;
export {};
