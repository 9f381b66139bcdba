import type { CountedDays, ViolationRecord } from "./violation-timeline.ts";
import type { Loosening } from "./loosenings.ts";
import type { PolicyChangeEntry } from "./policy-changes.ts";
import type { WaiverRecord } from "./waiver-timeline.ts";
interface HistoryReportBase {
    /** Last day of the history, as an ISO date. */
    readonly asOf: string;
    readonly head: string;
    /** Limitations of the history. */
    readonly notes: readonly string[];
    /** True if the run was stopped before its end. */
    readonly partial: boolean;
    readonly waivers: readonly WaiverRecord[];
}
/** History of the policies. */
export interface PolicyHistoryReport extends HistoryReportBase {
    readonly kind: "policies";
    readonly entries: readonly PolicyChangeEntry[];
    readonly loosenings: readonly Loosening[];
}
/** History of the violations. */
export interface ViolationHistoryReport extends HistoryReportBase {
    readonly kind: "verdicts";
    /** The days to which the phases and days of violations are clipped; null where they are not. */
    readonly period: CountedDays;
    readonly deployments: number;
    readonly lives: readonly ViolationRecord[];
    readonly byToday: readonly ViolationRecord[] | null;
}
export type HistoryReport = PolicyHistoryReport | ViolationHistoryReport;
export {};
