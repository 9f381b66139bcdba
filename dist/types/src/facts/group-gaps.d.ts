import type { AttachedEvidence, RuleContext } from "./context.ts";
import { type ConfusionCells, type Rates } from "./stats/confusion-matrix.ts";
import { type Interval } from "./stats/intervals.ts";
/** A group of a report, with its counts as far as they are shown. */
export interface Group {
    readonly path: string;
    readonly axis: string;
    readonly name: string;
    readonly cells: ConfusionCells;
    readonly rates: Rates;
}
/** The groups in a list of a report. */
export declare function groupsOf(context: RuleContext, list: string): readonly Group[];
/** Groups by axis. An axis of pairs, such as sex by age, is one of its own: a gap may show only there. */
export type Axes = ReadonlyMap<string, readonly Group[]>;
export declare const byAxis: (thing: readonly Group[]) => Axes;
/** A comparison of groups: an interval, and the two groups furthest apart, the lower one first. */
export interface Gap {
    readonly bounds: Interval;
    readonly between: readonly Group[];
}
/** The widest gap of a rate over all axes; undefined when no axis has two groups. */
export declare function gapOf(axes: Axes, rate: keyof Rates): Gap | undefined;
/** Of several gaps the widest, so bounded that it decides as all of them together would. */
export declare function widest(gaps: readonly (Gap | undefined)[]): Gap | undefined;
/** The groups with the lowest and the highest rate. */
export declare function extremes(groups: readonly Group[], rate: keyof Rates): Group[];
/** What people call a group. */
export declare const named: (group: Group | undefined) => string;
/** Offers a comparison of groups; the two furthest apart are to blame, or else the list they stand in. */
export declare function deriveGap(context: RuleContext, path: string, gap: Gap | undefined, list: string): void;
/** The documents of a collection, the newest first by a date in them; one without that date comes last. */
export declare function newestFirst(context: RuleContext, attached: readonly AttachedEvidence[], collection: string, date: string): string[];
