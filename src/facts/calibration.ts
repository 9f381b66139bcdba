import { emptyObject } from "../model/json.ts";
import { type RuleContext, numberAt } from "./context.ts";
import { type Group, named } from "./gaps.ts";
import { sum } from "./groups.ts";
import { type Interval, asJson, observedToExpected } from "./intervals.ts";

interface Ratio {
  readonly group: Group;
  readonly bounds: Interval;
}

/** How far a ratio is from 1, half as much counting as twice as much. */
const distance = ({ bounds }: Ratio): number => Math.abs(Math.log(bounds.value));

function ratioOf(context: RuleContext, group: Group): Ratio | undefined {
  const ratio = numberAt(context.get(`${group.path}.observedToExpected`));
  const { tp, fp, tn, fn } = group.cells;
  const [events, n] = [sum(tp, fn), sum(tp, fp, tn, fn)];
  const known = ratio !== undefined && events !== undefined && n !== undefined;
  const bounds = known ? observedToExpected(ratio, events, n) : undefined;
  return bounds && { group, bounds };
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
  const best = (better: (a: Ratio, b: Ratio) => boolean): Ratio =>
    known.reduce((best, one) => (better(one, best) ? one : best));
  const bound = (pick: (...values: number[]) => number): Interval => ({
    value: pick(...known.map(({ bounds }) => bounds.value)),
    low: pick(...known.map(({ bounds }) => bounds.low)),
    high: pick(...known.map(({ bounds }) => bounds.high)),
  });
  const worst = best((a, b) => distance(a) > distance(b));
  const offered: [Interval, Group][] = [
    [worst.bounds, worst.group],
    [bound(Math.min), best((a, b) => a.bounds.value < b.bounds.value).group],
    [bound(Math.max), best((a, b) => a.bounds.value > b.bounds.value).group],
  ];
  offered.forEach(([interval, group], i) =>
    context.derive(`facts.fairness.${names[i]}`, Object.assign(asJson(interval), { group: named(group) }), [
      `${group.path}.observedToExpected`,
    ]),
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

/** Offers `facts.fairness.observedToExpected`, `lowestObservedToExpected`, `highestObservedToExpected` and
 * `calibrationSlope`. */
export function calibrationFacts(context: RuleContext, groups: readonly Group[], list: string): void {
  observedFacts(context, groups, list);
  slopeFacts(context, groups, list);
}
