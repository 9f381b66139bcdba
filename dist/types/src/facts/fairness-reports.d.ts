import type { AttachedEvidence, RuleContext } from "./context.ts";
import { type Axes, type Gap, type Group } from "./group-gaps.ts";
import { type ConfusionCells, type Rates } from "./stats/confusion-matrix.ts";
/**
 * A fairness report on the version that runs, with the groups that its gaps are computed from; or several on the parts
 * of one test, which count as one.
 */
export interface FairnessReport {
    /** The newest of its parts. */
    readonly at: string;
    readonly parts: readonly string[];
    /** Whether it may show that gaps are small. Every report may show that one is not. */
    readonly carries: boolean;
    /** The groups as they are listed. */
    readonly listed: Axes;
    /** Those that are compared: pooled by a rule, and with people who are not listed. */
    readonly axes: Axes;
}
export declare const casesIn: ({ tp, fp, tn, fn }: ConfusionCells) => number | undefined;
/** All cases of a report: the largest that one of its parts counts. */
export declare function allCases(context: RuleContext, parts: readonly string[], axes: Axes): ConfusionCells | undefined;
/** People whose data are used over the days of a report, or over a year when that is longer. */
export declare function peopleOver(context: RuleContext, report: string): number | undefined;
/**
 * The fairness reports on the model as it runs, the newest first: without synthetic cases, and without those from
 * before its last change where a later one exists.
 */
export declare function fairnessReports(context: RuleContext, attached: readonly AttachedEvidence[]): FairnessReport[];
/** The reports that may show that gaps are small; where there are none, all. */
export declare function countingReports(reports: readonly FairnessReport[]): readonly FairnessReport[];
/** Of each axis the groups as they are listed, with the newest report that lists some. */
export declare function listedAxes(reports: readonly FairnessReport[]): ReadonlyMap<string, {
    readonly groups: readonly Group[];
    readonly report: FairnessReport;
}>;
/** Of each axis the groups in the newest report that has results for it, first of those that carry. */
export declare function currentAxes(reports: readonly FairnessReport[]): Axes;
/**
 * What the reports say about a rate on one axis: the newest that carries decides how large the gap is at most. The
 * worst of all decides how large it is at least: no later report takes a proven gap back.
 */
export declare function gapOnAxis(reports: readonly FairnessReport[], axis: string, rate: keyof Rates): Gap | undefined;
