import { type Json, type JsonObject, compareCodeUnits, mapsOf } from "../util/json.ts";
import { memoizeByObject } from "../util/memoize.ts";
import type { AttachedEvidence, RuleContext } from "./context.ts";
import { type ConfusionCells, type Rates, cellsOf, ratesOf, sum } from "./stats/confusion-matrix.ts";
import { type SideComparison, decideGap, plannedGap } from "./stats/gap-decision.ts";
import { type Interval, type RatioInput, asJson, newcombe, wilson } from "./stats/intervals.ts";

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
export function groupsOf(context: RuleContext, list: string): readonly Group[] {
  const stated = context.get(list);
  if (!Array.isArray(stated)) return [];
  const known = seen(stated).get(list) ?? groupsIn(stated, list);
  seen(stated).set(list, known);
  return known;
}

/** By the list as it was read, which deployments share, and by where it stands for them. */
const seen = memoizeByObject((_: Json[]) => new Map<string, readonly Group[]>());

function groupsIn(stated: Json[], list: string): Group[] {
  return mapsOf(stated).flatMap(({ index, map }) => {
    const { axis, group } = map;
    if (typeof axis !== "string" || typeof group !== "string") return [];
    const cells = cellsOf(map);
    return [{ path: `${list}[${index}]`, axis, name: group, cells, rates: ratesOf(cells) }];
  });
}

/** Groups by axis. An axis of pairs, such as sex by age, is one of its own: a gap may show only there. */
export type Axes = ReadonlyMap<string, readonly Group[]>;

export const byAxis = memoizeByObject((groups: readonly Group[]): Axes => {
  const axes = new Map<string, Group[]>();
  for (const group of groups) {
    const axis = axes.get(group.axis);
    if (axis) axis.push(group);
    else axes.set(group.axis, [group]);
  }
  return axes;
});

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
export const named = (group: Pick<Group, "axis" | "name"> | undefined): string =>
  group ? `${group.axis} ${group.name}` : "";

/** The cells that a rate counts: its successes and its other trials. */
const cellsOfRate = {
  sensitivity: [["tp"], ["fn"]],
  specificity: [["tn"], ["fp"]],
  ppv: [["tp"], ["fp"]],
  npv: [["tn"], ["fn"]],
  selectionRate: [
    ["tp", "fp"],
    ["tn", "fn"],
  ],
} as const satisfies Record<
  keyof Rates,
  readonly [readonly (keyof ConfusionCells)[], readonly (keyof ConfusionCells)[]]
>;

/** Successes and trials of a rate in a group. */
export function countsOf({ cells }: Pick<Group, "cells">, rate: keyof Rates): RatioInput | undefined {
  const [successes, others] = cellsOfRate[rate];
  const x = sum(...successes.map((cell) => cells[cell]));
  const n = sum(x, ...others.map((cell) => cells[cell]));
  return x === undefined || n === undefined ? undefined : { x, n };
}

/**
 * How much of a count is left beside the rounding and noise of its cells: the variance of a share of n, p q / n, over that
 * with the variance v of each cell, p q / n + v (p^2 + q^2) / n^2 (by the delta method; that noise of a known size widens
 * intervals: G. Evans and G. King, Political Analysis 31, 2023). The share is that with one more success and failure.
 */
function readableShare({ x, n }: RatioInput, variance: number, rate: keyof Rates): number {
  if (variance === 0) return 1;
  const [successes, others] = cellsOfRate[rate];
  const p = (x + 1) / (n + 2);
  const added = (variance * (p * p * others.length + (1 - p) ** 2 * successes.length)) / (n * p * (1 - p));
  return n > 0 ? 1 / (1 + added) : 0;
}

/** The counts of a group as far as they are independent of each other, and known beside rounding and noise. */
function sampleOf(group: Group, rate: keyof Rates): RatioInput | undefined {
  const counts = countsOf(group, rate);
  if (!counts) return undefined;
  const weight = (group.independent ?? 1) * readableShare(counts, group.variance ?? 0, rate);
  return { x: counts.x * weight, n: counts.n * weight };
}

/** Trials of a rate once the planned cases of a group are there, which come as today's did. */
function laterTrials(group: Group, rate: keyof Rates): number | undefined {
  const [today, positives] = [sampleOf(group, rate), countsOf(group, "sensitivity")?.n ?? 0];
  if (group.later === undefined) return undefined;
  if (rate === "sensitivity") return group.later.positives * (group.independent ?? 1);
  return positives > 0 && today ? (today.n * group.later.positives) / positives : undefined;
}

function sideOf(groups: readonly Group[], chosen: readonly number[], rate: keyof Rates): Side {
  const members = chosen.flatMap((i) => groups[i] ?? []);
  const [only] = members;
  const each = members.flatMap((group) => countsOf(group, rate) ?? []);
  const total = (part: keyof RatioInput): number => each.reduce((sum, one) => sum + one[part], 0);
  return {
    // The one group is what differs, so that a change of the others would change little.
    paths: members.length === 1 ? members.map(({ path }) => path) : [],
    label: members.length === 1 ? named(only) : `the other groups of ${only?.axis ?? ""}`,
    counts: each.length > 0 ? { x: total("x"), n: total("n") } : undefined,
  };
}

/**
 * What the groups of one axis say about a rate; undefined when there are fewer than two. A negligible group counts
 * where it proves a gap.
 */
export function axisGap(groups: readonly Group[], rate: keyof Rates): Gap | undefined {
  const gaps = gapsOfAxis(groups);
  if (!gaps.has(rate)) gaps.set(rate, computeAxisGap(groups, rate));
  return gaps.get(rate);
}

const gapsOfAxis = memoizeByObject((_: readonly Group[]) => new Map<keyof Rates, Gap | undefined>());

function computeAxisGap(groups: readonly Group[], rate: keyof Rates): Gap | undefined {
  const relevant = groups.filter(({ negligible }) => negligible !== true);
  const gap = gapBetween(relevant, rate);
  const all = gap && relevant.length < groups.length ? gapBetween(groups, rate) : undefined;
  if (!gap || !all || all.bounds.low <= gap.bounds.low) return gap;
  const high = Math.max(gap.bounds.high, all.bounds.low);
  return { ...gap, bounds: { ...all.bounds, high }, between: all.between, signal: all.signal };
}

function gapBetween(groups: readonly Group[], rate: keyof Rates): Gap | undefined {
  const samples = groups.map((group) => sampleOf(group, rate));
  const decision = decideGap(samples);
  if (!decision) return undefined;
  const sides = ({ lower, higher }: SideComparison): Sides => [
    sideOf(groups, lower, rate),
    sideOf(groups, higher, rate),
  ];
  const { proven, open, low, high, signal } = decision;
  const decided = proven ?? open;
  const later = groups.map((group) => laterTrials(group, rate));
  return {
    bounds: { value: decided.value, low, high },
    between: sides(decided),
    open: sides(open),
    signal,
    planned: later.some((trials) => trials !== undefined) ? plannedGap(samples, later) : high,
  };
}

/** The widest gap of a rate over all axes; undefined when no axis has two groups. */
export function gapOf(axes: Axes, rate: keyof Rates): Gap | undefined {
  const gaps = compared(axes);
  if (!gaps.has(rate)) gaps.set(rate, widest([...axes.values()].map((groups) => axisGap(groups, rate))));
  return gaps.get(rate);
}

const compared = memoizeByObject((_: Axes) => new Map<keyof Rates, Gap | undefined>());

/** Of several gaps the widest, so bounded that it decides as all of them together would. */
export function widest(gaps: readonly (Gap | undefined)[]): Gap | undefined {
  const each = gaps.filter((gap) => gap !== undefined);
  const [first] = each;
  if (!first) return undefined;
  const most = (of: (gap: Gap) => number): Gap => each.reduce((best, gap) => (of(gap) > of(best) ? gap : best), first);
  const [proven, open] = [most(({ bounds }) => bounds.low), most(({ bounds }) => bounds.high)];
  const decided = proven.bounds.low > 0 ? proven : open;
  return {
    bounds: { value: decided.bounds.value, low: proven.bounds.low, high: open.bounds.high },
    between: decided.between,
    open: open.open,
    signal: most(({ signal }) => signal).signal,
    planned: most(({ planned }) => planned).planned,
  };
}

/** The groups with the lowest and the highest rate. */
export function extremes(groups: readonly Group[], rate: keyof Rates): Group[] {
  const ordered = groups
    .filter((group) => group.rates[rate] !== undefined)
    .toSorted((a, b) => (a.rates[rate]?.value ?? 0) - (b.rates[rate]?.value ?? 0));
  return [ordered[0], ordered.at(-1)].filter((group) => group !== undefined);
}

const countsText = ({ counts }: Side): string => (counts ? `${counts.x} of ${counts.n}` : "counts not shown");

/** A gap as a rule reads it: its bounds, and between which groups it lies, with Newcombe's interval to show. */
function gapJson({ bounds, between: [lower, higher], open, signal, planned }: Gap): JsonObject {
  const [p, q] = [lower, higher].map(({ counts }) => counts && wilson(counts.x, counts.n));
  const shown = p && q ? newcombe(q, p) : { low: 0, high: 1 };
  return Object.assign(asJson(bounds), {
    lowest: lower.label,
    lowestCounts: countsText(lower),
    highest: higher.label,
    highestCounts: countsText(higher),
    intervalLow: shown.low,
    intervalHigh: shown.high,
    signal,
    planned,
    open: open.map((side) => `${side.label} (${countsText(side)})`).join(" and "),
  });
}

/** Offers a comparison of groups; those that it compares are to blame, or else the list they stand in. */
export function deriveGap(context: RuleContext, path: string, gap: Gap | undefined, list: string): void {
  // A group without counts is what keeps the gap open.
  const uncounted = gap ? gap.open.filter(({ counts }) => counts === undefined) : [];
  const inputs = gap ? (uncounted.length > 0 ? uncounted : gap.between).flatMap(({ paths }) => paths) : [];
  context.derive(path, gap && gapJson(gap), inputs.length > 0 ? [...new Set(inputs)] : [list]);
}

/** The documents of a collection, the newest first by a date in them; one without that date comes last. */
export function newestFirst(
  context: RuleContext,
  attached: readonly AttachedEvidence[],
  collection: string,
  date: string,
): string[] {
  const dated = attached
    .filter((one) => one.collection === collection)
    .map(({ index }) => {
      const at = `evidence.${collection}[${index}]`;
      return { index, at, date: String(context.get(`${at}.${date}`) ?? "") };
    });
  return dated.toSorted((a, b) => compareCodeUnits(b.date, a.date) || a.index - b.index).map(({ at }) => at);
}
