import type { Severity } from "../model/finding.ts";
import type { ViolationRecord } from "./violation-timeline.ts";
import type { PolicyChangeEntry } from "./policy-changes.ts";
import type { Loosening } from "./loosenings.ts";
import type { WaiverRecord } from "./waiver-timeline.ts";
/** Conditions that a reported entry meets; one that is not set leaves nothing out. */
export interface HistoryFilter {
    readonly rule?: string | undefined;
    readonly severity?: Severity | undefined;
    /** Part of a name or an address, in any case. */
    readonly author?: string | undefined;
    readonly since?: string | undefined;
    readonly until?: string | undefined;
    readonly direction?: "loosened" | "tightened" | undefined;
}
/** The entries that are asked for, each with those of its changes. What was not compared is never left out. */
export declare function filterEntries(entries: readonly PolicyChangeEntry[], filter: HistoryFilter): PolicyChangeEntry[];
export declare const filterLoosenings: (all: readonly Loosening[], filter: HistoryFilter) => Loosening[];
/** The waivers that are asked for: with something that became of them in that time. */
export declare const filterWaivers: (all: readonly WaiverRecord[], filter: HistoryFilter) => WaiverRecord[];
/** The violations that are asked for: open at some time between the days, and brought by whom was asked for. */
export declare function filterViolations(lives: readonly ViolationRecord[], { rule, severity, author, since, until }: HistoryFilter): ViolationRecord[];
