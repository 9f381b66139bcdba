import { type Json, type JsonObject } from "../../util/json.ts";
import type { RuleContext } from "../context.ts";
/** A monitored signal and its metric. */
export interface WatchedMetric {
    readonly name: string;
    readonly metric: Json | undefined;
}
/** A signal that the manifest promises to watch. */
export interface Signal extends WatchedMetric {
    readonly at: string;
    readonly threshold: number | undefined;
    readonly everyDays: number | undefined;
    readonly minimumCases: number | undefined;
    /** The value when nothing has changed. */
    readonly expected: number | undefined;
    /** A lasting small change raises an alarm, too. */
    readonly isCumulative: boolean;
    /** Drift is compared with the same season of the year before. */
    readonly isSeasonal: boolean;
}
/** An observed value at its path in a report. */
export interface Observation {
    readonly at: string;
    readonly map: JsonObject;
}
/** The promised signals and the paths of the reports, newest first. */
export interface Watch {
    readonly context: RuleContext;
    readonly signals: readonly Signal[];
    readonly reports: readonly string[];
}
export declare const SIGNALS = "spec.monitoring.signals";
export declare const REPORTS = "evidence.monitoringReports";
export declare function signalsOf(context: RuleContext): Signal[];
/** The entries of a report for one signal. */
export interface SignalReport {
    readonly entries: readonly Observation[];
    /** The first and the last day that the report covers. */
    readonly from?: Json | undefined;
    readonly until?: Json | undefined;
}
/** The entries of a signal in one report. Values recomputed from counts replace stated ones. */
export declare function entriesIn(watch: Watch, report: string, signal: WatchedMetric): Observation[];
/** Finds the entries of a signal in the newest report that has any. */
export declare function lastSeen(watch: Watch, signal: WatchedMetric): SignalReport;
