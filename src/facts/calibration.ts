import { emptyObject, isObject, numberAt } from "../util/json.ts";
import {
  type Bin,
  binsOf,
  calibrationError,
  calibrationOf,
  largest,
  observedToExpected,
  sumBins,
} from "./stats/calibration.ts";
import type { RuleContext } from "./context.ts";
import { type Group, named } from "./group-gaps.ts";
import { sum } from "./stats/confusion-matrix.ts";
import { normalQuantile } from "./stats/exact.ts";
import { type Interval, asJson } from "./stats/intervals.ts";

/**
 * Chance at most that some figure of a report is called too high, and as much for too low, though every group keeps
 * the limit. Ratio and slope have two ends each, which makes 2 % together.
 */
const REPORT_ERROR = 0.005;
/** Chance of error of each end of an interval that is shown, or that has to lie within a limit. */
const SHOWN_ERROR = 0.025;

/** A figure of one group, and the path it is known from. */
interface ObservedFigure {
  readonly group: Group;
  /** Its 95 % interval. */
  readonly bounds: Interval;
  /** Its interval at the group's part of the error over the report. */
  readonly proven: Interval;
  readonly path: string;
}

/** How far a ratio is from 1, half as much counting as twice as much. */
const distance = ({ bounds }: ObservedFigure): number => Math.abs(Math.log(Math.max(bounds.value, Number.MIN_VALUE)));

function binsIn(context: RuleContext, { path }: Group): readonly Bin[] | undefined {
  const stated = context.get(path);
  return isObject(stated) ? binsOf(stated) : undefined;
}

/** Events of a group and those that its predicted risks add up to, and the path that says so. */
interface Events {
  readonly observed: number;
  readonly expected: number;
  readonly path: string;
}

/** By its calibration bins; without any, by the number of expected events, or the ratio, that is stated. */
function eventsOf(context: RuleContext, group: Group): Events | undefined {
  const bins = binsIn(context, group);
  if (bins) {
    const { positives, expected } = sumBins(bins);
    return calibrationOf(bins) && { observed: positives, expected, path: `${group.path}.calibrationBins` };
  }
  const observed = sum(group.cells.tp, group.cells.fn);
  if (observed === undefined) return undefined;
  const expected = numberAt(context.get(`${group.path}.expectedEvents`));
  if (expected !== undefined) return { observed, expected, path: `${group.path}.expectedEvents` };
  const path = `${group.path}.observedToExpected`;
  const ratio = numberAt(context.get(path));
  // A ratio of 0 says how many were observed, and nothing about how many were expected.
  return ratio === undefined || ratio === 0 || observed === 0
    ? undefined
    : { observed, expected: observed / ratio, path };
}

/** The part of independent cases in all: cases of one patient add less than cases of several. */
const weighted = (group: Group, count: number): number => count * (group.independent ?? 1);

function ratioOf(context: RuleContext, group: Group, groups: number): ObservedFigure | undefined {
  const events = eventsOf(context, group);
  if (!events) return undefined;
  const counts = [weighted(group, events.observed), weighted(group, events.expected)] as const;
  const [bounds, proven] = [SHOWN_ERROR, REPORT_ERROR / groups].map((alpha) => observedToExpected(...counts, alpha));
  return bounds && proven && { group, bounds, proven, path: events.path };
}

/** Of several figures the one with the most or the least of something. */
const most = (figures: readonly ObservedFigure[], of: (figure: ObservedFigure) => number): ObservedFigure | undefined =>
  figures.reduce<ObservedFigure | undefined>((best, one) => (best && of(best) >= of(one) ? best : one), undefined);

const ratioNames = ["observedToExpected", "lowestObservedToExpected", "highestObservedToExpected"];

/**
 * Offers the observed-to-expected ratio of the group furthest from 1, and the lowest and the highest of all groups.
 *
 * The latter two decide as comparing every group would. The highest against an upper limit: `low` is above it when some
 * group is proven to be, at its part of an error over the report (S. Holm, 1979); `high` is at most the limit when the
 * 95 % interval of every group is. The lowest against a lower limit: the same the other way round. One group without a
 * ratio leaves all three unknown.
 */
function observedFacts(context: RuleContext, groups: readonly Group[], list: string): void {
  const ratios = groups.map((group) => ratioOf(context, group, groups.length));
  const open = groups.filter((_, i) => ratios[i] === undefined).map(({ path }) => `${path}.observedToExpected`);
  const known = ratios.filter((ratio) => ratio !== undefined);
  const worst = most(known, distance);
  const highest = most(known, ({ proven }) => proven.low);
  const lowest = most(known, ({ proven }) => -proven.high);
  if (!worst || !highest || !lowest || open.length > 0) {
    for (const name of ratioNames) context.derive(`facts.fairness.${name}`, undefined, [list], open);
    return;
  }
  const below = Math.min(...known.map(({ bounds }) => bounds.low));
  const above = Math.max(...known.map(({ bounds }) => bounds.high));
  const offered: [Interval, ObservedFigure][] = [
    [worst.bounds, worst],
    [{ value: lowest.bounds.value, low: below, high: lowest.proven.high }, lowest],
    [{ value: highest.bounds.value, low: highest.proven.low, high: above }, highest],
  ];
  offered.forEach(([interval, { group, path }], i) =>
    context.derive(`facts.fairness.${ratioNames[i]}`, Object.assign(asJson(interval), { group: named(group) }), [path]),
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

/** A figure with a standard error, as an interval at a part of an error over the report. */
export function normalInterval(value: number, standardError: number, alpha: number): Interval {
  const half = normalQuantile(alpha) * standardError;
  return { value, low: value - half, high: value + half };
}

/**
 * Offers the lowest and the highest of the calibration slopes, and of the intercepts, that have a standard error: the
 * lowest with the smallest upper bound, the highest with the largest lower bound, at the group's part of an error over
 * the report. Without a standard error a figure proves nothing, and there is no fact.
 */
function provenFacts(context: RuleContext, groups: readonly Group[], figure: "Slope" | "Intercept"): void {
  const field = ({ path }: Group): string => `${path}.calibration${figure}`;
  const figures = groups.flatMap((group): ObservedFigure[] => {
    const [value, error] = [field(group), `${field(group)}StandardError`].map((path) => numberAt(context.get(path)));
    if (value === undefined || error === undefined) return [];
    const [bounds, proven] = [SHOWN_ERROR, REPORT_ERROR / groups.length].map((alpha) =>
      normalInterval(value, error, alpha),
    ) as [Interval, Interval];
    return [{ group, bounds, proven, path: field(group) }];
  });
  const ends = [
    ["lowest", most(figures, ({ proven }) => -proven.high)],
    ["highest", most(figures, ({ proven }) => proven.low)],
  ] as const;
  for (const [end, found] of ends) {
    const value = found && Object.assign(asJson(found.proven), { group: named(found.group) });
    const open = groups.map((group) => `${field(group)}StandardError`);
    context.derive(`facts.fairness.${end}Calibration${figure}`, value, found ? [found.path] : open, value ? [] : open);
  }
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
 * `calibrationSlope`, the lowest and highest proven slope and intercept, `expectedCalibrationError`,
 * `maximumCalibrationError` and `calibrationInTheLarge`. */
export function calibrationFacts(context: RuleContext, groups: readonly Group[], list: string): void {
  observedFacts(context, groups, list);
  slopeFacts(context, groups, list);
  provenFacts(context, groups, "Slope");
  provenFacts(context, groups, "Intercept");
  errorFacts(context, groups, list);
}
