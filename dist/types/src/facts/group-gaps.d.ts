import type { AttachedEvidence, RuleContext } from "./context.ts";
import { type ConfusionCells, type Rates } from "./stats/confusion-matrix.ts";
import { type Interval, type RatioInput } from "./stats/intervals.ts";
/** A group of a report, with its counts as far as they are shown. */
export interface Group {
    readonly path: string;
    readonly axis: string;
    readonly name: string;
    readonly cells: ConfusionCells;
    readonly rates: Rates;
    /** The people of an axis who are in none of its groups: they are compared, and make nothing analysed. */
    readonly unlisted?: true;
    /** So few that they may prove a gap, and that nothing is asked when they do not. */
    readonly negligible?: true;
    /** How much of a case is independent of the others: one over the design effect; 1 when it is left out. */
    readonly independent?: number;
    /** The variance that rounding and noise add to each of its counts; 0 when it is left out. */
    readonly variance?: number;
    /** What a plan to collect cases adds up to. */
    readonly later?: PlannedCases;
}
/** Positives of a group on the last day of a plan to collect cases. */
export interface PlannedCases {
    readonly positives: number;
    /** Days from the evaluation date until then. */
    readonly days: number;
}
/** The groups in a list of a report. */
export declare function groupsOf(context: RuleContext, list: string): readonly Group[];
/** Groups by axis. An axis of pairs, such as sex by age, is one of its own: a gap may show only there. */
export type Axes = ReadonlyMap<string, readonly Group[]>;
export declare const byAxis: (thing: readonly Group[]) => Axes;
/** One side of a comparison: a group, or all the others of its axis. */
export interface Side {
    readonly paths: readonly string[];
    readonly label: string;
    /** Successes among trials; undefined when a cell is not shown. */
    readonly counts: RatioInput | undefined;
}
/** Two sides, the one with the lower rate first. */
type Sides = readonly [Side, Side];
/** What is known about the widest gap of a rate. */
export interface Gap {
    /** The observed gap of the comparison that decides, and the bounds of the widest gap, as `decideGap` gives them. */
    readonly bounds: Interval;
    /** The comparison that proves most or, when none proves a gap, the one about which least is known. */
    readonly between: Sides;
    /** The pair about which least is known. */
    readonly open: Sides;
    /** The largest observed gap that is proven not to be zero; 0 when there is none. */
    readonly signal: number;
    /** The largest gap that remains possible once planned cases are there. */
    readonly planned: number;
}
/** What people call a group. */
export declare const named: (group: Pick<Group, "axis" | "name"> | undefined) => string;
/** Successes and trials of a rate in a group. */
export declare function countsOf({ cells }: Pick<Group, "cells">, rate: keyof Rates): RatioInput | undefined;
/**
 * What the groups of one axis say about a rate; undefined when there are fewer than two. A negligible group counts
 * where it proves a gap.
 */
export declare function axisGap(groups: readonly Group[], rate: keyof Rates): Gap | undefined;
/** The widest gap of a rate over all axes; undefined when no axis has two groups. */
export declare function gapOf(axes: Axes, rate: keyof Rates): Gap | undefined;
/** Of several gaps the widest, so bounded that it decides as all of them together would. */
export declare function widest(gaps: readonly (Gap | undefined)[]): Gap | undefined;
/** The groups with the lowest and the highest rate. */
export declare function extremes(groups: readonly Group[], rate: keyof Rates): Group[];
/** Offers a comparison of groups; those that it compares are to blame, or else the list they stand in. */
export declare function deriveGap(context: RuleContext, path: string, gap: Gap | undefined, list: string): void;
/** The documents of a collection, the newest first by a date in them; one without that date comes last. */
export declare function newestFirst(context: RuleContext, attached: readonly AttachedEvidence[], collection: string, date: string): string[];
export {};
