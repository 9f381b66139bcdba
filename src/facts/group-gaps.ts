import { type Json, type JsonObject, compareCodeUnits, mapsOf } from "../util/json.ts";
import { memoizeByObject } from "../util/memoize.ts";
import type { AttachedEvidence, RuleContext } from "./context.ts";
import { type ConfusionCells, type Rates, cellsOf, ratesOf, sum } from "./stats/confusion-matrix.ts";
import { type Interval, asJson, largestGap } from "./stats/intervals.ts";

/** A group of a report, with its counts as far as they are shown. */
export interface Group {
  readonly path: string;
  readonly axis: string;
  readonly name: string;
  readonly cells: ConfusionCells;
  readonly rates: Rates;
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

/** A comparison of groups: an interval, and the two groups furthest apart, the lower one first. */
export interface Gap {
  readonly bounds: Interval;
  readonly between: readonly Group[];
  /** Groups without all counts, which leave the gap open. */
  readonly uncounted?: readonly Group[];
}

/** The widest gap of a rate over all axes; undefined when no axis has two groups. */
export function gapOf(axes: Axes, rate: keyof Rates): Gap | undefined {
  const gaps = compared(axes);
  if (!gaps.has(rate)) gaps.set(rate, widestGap(axes, rate));
  return gaps.get(rate);
}

const compared = memoizeByObject((_: Axes) => new Map<keyof Rates, Gap | undefined>());

const widestGap = (axes: Axes, rate: keyof Rates): Gap | undefined =>
  widest(
    [...axes.values()].map((groups) => {
      const bounds = largestGap(groups.map((group) => group.rates[rate]));
      return bounds && { bounds, between: extremes(groups, rate), uncounted: groups.filter((group) => group.rates[rate] === undefined && isUncounted(group)) }; // prettier-ignore
    }),
  );

/** Whether a group does not show all its counts. */
const isUncounted = ({ cells }: Group): boolean => sum(...Object.values(cells)) === undefined;

/** Of several gaps the widest, so bounded that it decides as all of them together would. */
export function widest(gaps: readonly (Gap | undefined)[]): Gap | undefined {
  const each = gaps.filter((gap) => gap !== undefined);
  const [first] = each;
  if (!first) return undefined;
  const most = (bound: keyof Interval): number => Math.max(...each.map(({ bounds }) => bounds[bound]));
  const { between } = each.reduce((best, one) => (one.bounds.value > best.bounds.value ? one : best), first);
  const uncounted = [...new Set(each.flatMap((gap) => gap.uncounted ?? []))];
  return { bounds: { value: most("value"), low: most("low"), high: most("high") }, between, uncounted };
}

/** The groups with the lowest and the highest rate. */
export function extremes(groups: readonly Group[], rate: keyof Rates): Group[] {
  const ordered = groups
    .filter((group) => group.rates[rate] !== undefined)
    .toSorted((a, b) => (a.rates[rate]?.value ?? 0) - (b.rates[rate]?.value ?? 0));
  return [ordered[0], ordered.at(-1)].filter((group) => group !== undefined);
}

/** What people call a group. */
export const named = (group: Group | undefined): string => (group ? `${group.axis} ${group.name}` : "");

/** A gap as a rule reads it: an interval, and between which groups it lies. */
function gapJson({ bounds, between: [lowest, highest], uncounted = [] }: Gap): JsonObject {
  const gap = Object.assign(asJson(bounds), { lowest: named(lowest), highest: named(highest) });
  const [first, ...more] = uncounted;
  if (!first) return gap;
  const others = more.length === 0 ? " shows" : ` and ${more.length} more show`;
  return Object.assign(gap, { open: `${named(first)}${others} no counts` });
}

/** Offers a comparison of groups; the two furthest apart are to blame, or else the list they stand in. */
export function deriveGap(context: RuleContext, path: string, gap: Gap | undefined, list: string): void {
  const open = gap?.uncounted ?? [];
  const blamed = open.length > 0 ? open : (gap?.between ?? []);
  const inputs = blamed.length > 0 ? blamed.map((group) => group.path) : [list];
  context.derive(path, gap && gapJson(gap), [...new Set(inputs)]);
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
