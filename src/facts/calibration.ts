import { emptyObject, isObject, numberAt } from "../util/json.ts";
import { type Bin, binsOf, calibrationOf, calibrationError, largest } from "./stats/calibration.ts";
import type { RuleContext } from "./context.ts";
import { type Group, named } from "./group-gaps.ts";
import { sum } from "./stats/confusion-matrix.ts";
import { type Interval, asJson, observedToExpected } from "./stats/intervals.ts";

/** A figure of one group, and the path it is known from. */
interface ObservedFigure {
  readonly group: Group;
  readonly bounds: Interval;
  readonly path: string;
}

/** How far a ratio is from 1, half as much counting as twice as much. */
const distance = ({ bounds }: ObservedFigure): number => Math.abs(Math.log(bounds.value));

function binsIn(context: RuleContext, { path }: Group): readonly Bin[] | undefined {
  const stated = context.get(path);
  return isObject(stated) ? binsOf(stated) : undefined;
}

/** The ratio of a group by its calibration bins; without any, the one that is stated. */
function ratioOf(context: RuleContext, group: Group): ObservedFigure | undefined {
  const bins = binsIn(context, group);
  if (bins) {
    const bounds = calibrationOf(bins)?.observedToExpected;
    return bounds && { group, bounds, path: `${group.path}.calibrationBins` };
  }
  const path = `${group.path}.observedToExpected`;
  const ratio = numberAt(context.get(path));
  const { tp, fp, tn, fn } = group.cells;
  const [events, n] = [sum(tp, fn), sum(tp, fp, tn, fn)];
  const known = ratio !== undefined && events !== undefined && n !== undefined;
  const bounds = known ? observedToExpected(ratio, events, n) : undefined;
  return bounds && { group, bounds, path };
}

/**
 * Offers the observed-to-expected ratio of the group furthest from 1, and the lowest and the highest of all groups.
 * The latter two are so bounded that a limit decides as comparing every group with it would: the highest against an
 * upper limit, the lowest against a lower one. One group without a ratio leaves all three unknown.
 */
function observedFacts(context: RuleContext, groups: readonly Group[], list: string): void {
  const ratios = groups.map((group) => ratioOf(context, group));
  const open = groups.filter((_, i) => ratios[i] === undefined).map(({ path }) => `${path}.observedToExpected`);
  const known = ratios.filter((ratio) => ratio !== undefined);
  const complete = known.length > 0 && open.length === 0;
  const names = ["observedToExpected", "lowestObservedToExpected", "highestObservedToExpected"];
  if (!complete) {
    for (const name of names) context.derive(`facts.fairness.${name}`, undefined, [list], open);
    return;
  }
  const best = (better: (a: ObservedFigure, b: ObservedFigure) => boolean): ObservedFigure =>
    known.reduce((best, one) => (better(one, best) ? one : best));
  const bound = (pick: (...values: number[]) => number): Interval => ({
    value: pick(...known.map(({ bounds }) => bounds.value)),
    low: pick(...known.map(({ bounds }) => bounds.low)),
    high: pick(...known.map(({ bounds }) => bounds.high)),
  });
  const worst = best((a, b) => distance(a) > distance(b));
  const offered: [Interval, ObservedFigure][] = [
    [worst.bounds, worst],
    [bound(Math.min), best((a, b) => a.bounds.value < b.bounds.value)],
    [bound(Math.max), best((a, b) => a.bounds.value > b.bounds.value)],
  ];
  offered.forEach(([interval, { group, path }], i) =>
    context.derive(`facts.fairness.${names[i]}`, Object.assign(asJson(interval), { group: named(group) }), [path]),
  );
}

/** Offers the lowest and highest calibration slope, with the one furthest from 1; unknown when a group has none. */
function slopeFacts(context: RuleContext, groups: readonly Group[], list: string): void {
  const slopes = groups.map((group) => ({ group, slope: numberAt(context.get(`${group.path}.calibrationSlope`)) }));
  const known = slopes.flatMap(({ group, slope }) => (slope === undefined ? [] : [{ group, slope }]));
  const open = slopes.filter(({ slope }) => slope === undefined).map(({ group }) => `${group.path}.calibrationSlope`);
  const ordered = known.toSorted((a, b) => a.slope - b.slope);
  const [lowest, highest] = [ordered[0], ordered.at(-1)];
  if (!lowest || !highest || open.length > 0) {
    context.derive("facts.fairness.calibrationSlope", undefined, [list], open);
    return;
  }
  const worst = Math.abs(highest.slope - 1) > Math.abs(lowest.slope - 1) ? highest : lowest;
  const range = Object.assign(emptyObject(), {
    value: worst.slope,
    low: lowest.slope,
    high: highest.slope,
    lowest: named(lowest.group),
    highest: named(highest.group),
  });
  context.derive("facts.fairness.calibrationSlope", range, [`${worst.group.path}.calibrationSlope`]);
}

const errors = ["expectedCalibrationError", "maximumCalibrationError", "calibrationInTheLarge"] as const;

/** Offers the largest calibration errors of a group by its bins; a group without bins may have the largest. */
function errorFacts(context: RuleContext, groups: readonly Group[], list: string): void {
  const path = ({ path }: Group): string => `${path}.calibrationBins`;
  const each = groups.map((group) => ({ group, found: calibrationOf(binsIn(context, group) ?? []) }));
  const open = each.filter(({ found }) => found === undefined).map(({ group }) => path(group));
  for (const name of errors) {
    const figures = each.flatMap(({ group, found }) =>
      found ? [{ group, bounds: calibrationError(found[name], 0) }] : [],
    );
    const [first] = figures;
    if (!first || open.length > 0) {
      context.derive(`facts.fairness.${name}`, undefined, [list], open);
      continue;
    }
    const { group } = figures.reduce((worst, one) => (one.bounds.value > worst.bounds.value ? one : worst), first);
    const bounds = largest(figures.map(({ bounds }) => bounds));
    context.derive(`facts.fairness.${name}`, Object.assign(asJson(bounds), { group: named(group) }), [path(group)]);
  }
}

/** Offers `facts.fairness.observedToExpected`, `lowestObservedToExpected`, `highestObservedToExpected`,
 * `calibrationSlope`, `expectedCalibrationError`, `maximumCalibrationError` and `calibrationInTheLarge`. */
export function calibrationFacts(context: RuleContext, groups: readonly Group[], list: string): void {
  observedFacts(context, groups, list);
  slopeFacts(context, groups, list);
  errorFacts(context, groups, list);
}
