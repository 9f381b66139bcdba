import { isObject } from "../../model/json.ts";
import { remembered } from "../../model/memo.ts";
import { mapsOf, numberAt } from "../context.ts";
import type { Counts } from "../groups.ts";
import { type Interval, wilson } from "../intervals.ts";
import { type Bundle, foreignPrevalence } from "./across.ts";
import {
  RARE,
  type Range,
  type Share,
  casesOf,
  chanceOf,
  isAuroc,
  npvAt,
  oddsByNpv,
  oddsByPpv,
  oddsRange,
  ppvAt,
  shareOf,
  shareRange,
  shown,
  toleranceOf,
} from "./numbers.ts";
import {
  type Exhibit,
  type GroupEntry,
  type Metric,
  type Sign,
  byAxis,
  groupsIn,
  metricsOf,
  overallOf,
} from "./report.ts";

/** The probability of the likeliest number of successes among trials, or above it; 1 where all or none succeed. */
function mostLikely({ x, n }: Share): number {
  const p = x / n;
  return Math.min(1, 1 / Math.sqrt(2 * Math.PI * n * p * (1 - p)));
}

/** The chance that a share comes within half a thousandth of a given one: as many outcomes as do, each at its best. */
const chanceToMatch = (share: Share): number => Math.min(1, (Math.floor(share.n * 0.001) + 1) * mostLikely(share));

/** In how many ways some can be chosen of all. */
function ways(all: number, some: number): number {
  let count = 1;
  for (let i = 0; i < some; i++) count = (count * (all - i)) / (i + 1);
  return count;
}

interface Counted {
  readonly group: GroupEntry;
  readonly counts: Counts;
}

const counted = (groups: readonly GroupEntry[]): Counted[] =>
  groups.flatMap((group) => (group.counts ? [{ group, counts: group.counts }] : []));

/** Rates that rest on different cases; a prevalence may be the same in every group by design. */
const independent = ["sensitivity", "specificity"] as const;

/** Rates of a group whose agreement with those of another is worth noting, with the chance of each. */
function matches(a: Counts, b: Counts): { name: string; chance: number }[] {
  return independent.flatMap((name) => {
    const [one, other] = [shareOf(name, a), shareOf(name, b)];
    if (!one?.n || !other?.n || Math.abs(one.x / one.n - other.x / other.n) >= 0.0005) return [];
    return [{ name, chance: chanceToMatch(other) }];
  });
}

/**
 * Groups of an axis whose rates are the same to three decimals, more of them and more closely than chance allows. The
 * first of them is taken as given; that the others match it has the product of their chances, times the number of ways
 * to choose as many groups and one of them to go by.
 */
function identicalRates(report: Exhibit, groups: readonly GroupEntry[]): Sign[] {
  const all = counted(groups);
  for (const first of all) {
    const alike = all.flatMap((other) => {
      const found = other === first ? [] : matches(first.counts, other.counts);
      return found.length > 0 ? [{ other, found }] : [];
    });
    const names = independent.filter((name) => alike.some(({ found }) => found.some((one) => one.name === name)));
    for (const wanted of [names, ...names.map((name) => [name])]) {
      const same = alike.flatMap(({ other, found }) => {
        const relevant = found.filter(({ name }) => wanted.some((one) => one === name));
        return relevant.length === wanted.length ? [{ other, chances: relevant.map(({ chance }) => chance) }] : [];
      });
      const chance = same.flatMap(({ chances }) => chances).reduce((product, one) => product * one, 1);
      const count = same.length + 1;
      if (count < 2 || chance * count * ways(all.length, count) >= RARE) continue;
      const members = all
        .filter((one) => one === first || same.some(({ other }) => other === one))
        .map(({ group }) => group);
      const sign = `${wanted.join(" and ")} of ${members.length} groups of ${first.group.axis} are the same to three decimals (${members.map(({ name }) => name).join(", ")})`;
      return [{ paths: members.map(({ path }) => path), document: report.file, sign }];
    }
  }
  return [];
}

/** Twice the odds of a share: how much better a group may do than the others without surprise. */
const twiceTheOdds = (share: number): number => (2 * share) / (1 + share);

/** A group without one error where the others of its axis do err, on more cases than such luck lasts for. */
function tooPerfect(report: Exhibit, groups: readonly GroupEntry[]): Sign[] {
  const all = counted(groups);
  return all.flatMap(({ group, counts }): Sign[] =>
    (["sensitivity", "specificity"] as const).flatMap((name) => {
      const own = shareOf(name, counts);
      const others = all.filter((one) => one.group !== group).flatMap((one) => shareOf(name, one.counts) ?? []);
      const pooled = wilson(
        others.reduce((sum, { x }) => sum + x, 0),
        others.reduce((sum, { n }) => sum + n, 0),
      );
      if (!own || !pooled || own.x < own.n || twiceTheOdds(pooled.high) ** own.n >= RARE) return [];
      const sign = `${name} of ${group.axis} ${group.name} is 1 on ${own.n} cases, where the other groups have ${shown(pooled.value)}`;
      return [{ paths: [group.path], document: report.file, sign }];
    }),
  );
}

/** Share of errors that a model in care makes at least: below it, a test without any is no surprise. */
const LEAST_ERROR = 0.05;

/** A test with not one error, on more cases than such luck lasts for. */
function noErrors(report: Exhibit, counts: Counts): Sign[] {
  const n = casesOf(counts);
  const perfect = counts.fp === 0 && counts.fn === 0 && counts.tp > 0 && counts.tn > 0;
  if (!perfect || (1 - LEAST_ERROR) ** n >= RARE) return [];
  const path = report.value["overall"] === undefined ? `${report.at}.counts` : `${report.at}.overall`;
  return [{ paths: [path], document: report.file, sign: `there is not one error among ${n} cases` }];
}

/** Chance that a count of a hundred or more ends in zero, at most; a tenth unless its spread is narrow. */
const ENDS_IN_ZERO = 0.2;

/** Counts that all end in zero: nature does not round. Denominators may be round by design, cells may not. */
function roundCounts(report: Exhibit, groups: readonly GroupEntry[]): Sign[] {
  const cells = counted(groups)
    .flatMap(({ counts: { tp, fp, tn, fn } }) => [tp, fp, tn, fn])
    .filter((cell) => cell >= 100);
  if (cells.some((cell) => cell % 10 !== 0) || ENDS_IN_ZERO ** cells.length >= RARE) return [];
  const sign = `all ${cells.length} counts from 100 up end in zero`;
  return [{ paths: [`${report.at}.groups`], document: report.file, sign }];
}

/** Groups with exactly as many cases as non-cases: they were balanced, and predictive values say nothing about use. */
function balancedGroups(report: Exhibit, groups: readonly GroupEntry[]): Sign[] {
  const balanced = counted(groups).filter(({ counts: { tp, fp, tn, fn } }) => tp + fn === fp + tn && tp + fn > 0);
  const chance = balanced.reduce((product, { counts }) => {
    const n = casesOf(counts);
    return product * mostLikely({ x: n / 2, n });
  }, 1);
  if (balanced.length < groups.length || chance >= RARE) return [];
  const axis = balanced[0]?.group.axis ?? "";
  const sign = `each of the ${balanced.length} groups of ${axis} has exactly as many cases as non-cases, as no population has: predictive values of a balanced sample do not hold in use`;
  return [{ paths: balanced.map(({ group }) => group.path), document: report.file, sign }];
}

/** An axis with one group: there is nothing to compare it with. */
function loneGroup(report: Exhibit, groups: readonly GroupEntry[], known: ReadonlySet<string>): Sign[] {
  const [only] = groups;
  if (!only || groups.length > 1 || known.has(only.axis)) return [];
  const sign = `${only.axis} has the one group ${only.name}, so that nothing is compared`;
  return [{ paths: [only.path], document: report.file, sign }];
}

/** A stated interval of a share of cases. */
interface Stated {
  readonly paths: readonly string[];
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** What may lie behind it: one share when counts are stated, several when it was rounded. */
  readonly shares: readonly Share[];
}

/** The narrowest of the usual 95 % intervals: Wilson's, or Wald's where some but not all succeed. */
function narrowest({ x, n }: Share): { width: number; interval: Interval } | undefined {
  const interval = wilson(x, n);
  if (!interval) return undefined;
  const half = 1.959963984540054 * Math.sqrt(((x / n) * (1 - x / n)) / n);
  const wald = Math.min(1, x / n + half) - Math.max(0, x / n - half);
  const width = interval.high - interval.low;
  return { width: x > 0 && x < n ? Math.min(width, wald) : width, interval };
}

/** The shares of that many cases that a stated one may be rounded from: the extremes, and those next to them. */
function roundedFrom(stated: number, n: number): Share[] {
  const { low, high } = shareRange(stated);
  const [least, most] = [Math.ceil(low * n), Math.floor(high * n)];
  if (least > most) return [{ x: Math.round(Math.min(1, stated) * n), n }];
  return [least, Math.min(least + 1, most), Math.max(most - 1, least), most].map((x) => ({ x, n }));
}

/** An interval less than four fifths as wide as so many cases allow, by any usual method and after rounding. */
function tooNarrow(report: Exhibit, { paths, name, low, high, shares }: Stated): Sign[] {
  const possible = shares.flatMap((share) => narrowest(share) ?? []);
  const [first] = possible;
  if (!first || high < low) return [];
  const width = Math.min(1, high + toleranceOf(high)) - Math.max(0, low - toleranceOf(low));
  if (possible.some((one) => width >= 0.8 * one.width)) return [];
  const { interval } = first;
  const sign = `interval of ${name}, ${low} to ${high}, is narrower than ${shares[0]?.n ?? 0} cases allow (${shown(interval.low)} to ${shown(interval.high)})`;
  return [{ paths, document: report.file, sign }];
}

const proportions = new Set(["sensitivity", "specificity", "ppv", "npv", "accuracy"]);

function narrowMetrics(report: Exhibit): Sign[] {
  const counts = overallOf(report);
  return metricsOf(report).flatMap(({ path, name, value, low, high, count }) => {
    if (!proportions.has(name) || value === undefined || low === undefined || high === undefined) return [];
    const counted = counts && shareOf(name, counts);
    const shares = counted ? [counted] : count === undefined ? [] : roundedFrom(value, count);
    return tooNarrow(report, { paths: [`${path}.low`, `${path}.high`], name, low, high, shares });
  });
}

/** Intervals among the claims of a group, such as `sensitivityLow` and `sensitivityHigh`. */
function narrowClaims(report: Exhibit, { group, counts }: Counted): Sign[] {
  const claimed = group.map["claimed"];
  if (!isObject(claimed)) return [];
  return Object.keys(claimed).flatMap((key) => {
    const name = /^(.+?)[-_]?low(?:er)?$/i.exec(key)?.[1];
    const share = name === undefined ? undefined : shareOf(name, counts);
    const other = Object.keys(claimed).find((one) => one === key.replace(/low/, "high").replace(/Low/, "High"));
    if (name === undefined || !share?.n || other === undefined || other === key) return [];
    const [low, high] = [numberAt(claimed[key]), numberAt(claimed[other])];
    if (low === undefined || high === undefined) return [];
    const paths = [key, other].map((field) => `${group.path}.claimed.${field}`);
    return tooNarrow(report, { paths, name: `${name} of ${group.axis} ${group.name}`, low, high, shares: [share] });
  });
}

/** A share that no whole number of the cases gives; nothing when the numbers of cases are of the whole test. */
function impossibleShares(report: Exhibit): Sign[] {
  if (overallOf(report)) return [];
  const metrics = metricsOf(report).filter(
    (metric): metric is Metric & { value: number; count: number } =>
      proportions.has(metric.name) && metric.value !== undefined && metric.count !== undefined && metric.count > 0,
  );
  if (metrics.length > 1 && new Set(metrics.map(({ count }) => count)).size === 1) return [];
  return metrics.flatMap(({ path, name, value, count }) => {
    const nearest = Math.round(value * count) / count;
    if (value > 1 || Math.abs(nearest - value) <= toleranceOf(value) + 1e-9) return [];
    const sign = `${name} ${value} is no whole number of its ${count} cases: the nearest is ${shown(nearest)}`;
    return [{ paths: [`${path}.value`, `${path}.count`], document: report.file, sign }];
  });
}

/**
 * An AUROC below that of the two straight lines through the operating point, by more than five standard errors: a
 * model that ranks so badly elsewhere does not do so well there.
 */
function lowAuroc(report: Exhibit, counts: Counts): Sign[] {
  const [positive, negative] = [shareOf("sensitivity", counts), shareOf("specificity", counts)];
  if (!positive?.n || !negative?.n) return [];
  const [s, c] = [positive.x / positive.n, negative.x / negative.n];
  const lines = (s + c) / 2;
  const error = 0.5 * Math.sqrt((s * (1 - s)) / positive.n + (c * (1 - c)) / negative.n);
  return metricsOf(report).flatMap(({ path, name, value }) => {
    if (!isAuroc(name) || value === undefined || value + toleranceOf(value) + 5 * error >= lines) return [];
    const sign = `AUROC ${value} lies below ${shown(lines)}, the area under the straight lines through sensitivity ${shown(s)} and specificity ${shown(c)}`;
    return [{ paths: [`${path}.value`], document: report.file, sign }];
  });
}

/** Cases from elsewhere that are far more often cases than where the system is used: what it predicts there. */
function enriched(report: Exhibit, localPrevalence: number | undefined): Sign[] {
  const setting = String(report.value["setting"]);
  if (localPrevalence === undefined || setting.startsWith("local-")) return [];
  const foreign = foreignPrevalence(report, localPrevalence);
  if (!foreign) return [];
  const { counts, tested } = foreign;
  const [ppv, s, c] = (["ppv", "sensitivity", "specificity"] as const).map((name) => shareOf(name, counts));
  const there = s?.n && c?.n ? ppvAt(s.x / s.n, c.x / c.n, localPrevalence) : undefined;
  const predicts =
    ppv?.n && there !== undefined
      ? `: a positive predictive value of ${shown(ppv.x / ppv.n)} here is ${shown(there)} there`
      : "";
  const sign = `${shown(tested)} of its cases are positive, ${localPrevalence} where the system is used${predicts}`;
  const part = report.value["overall"] !== undefined ? "overall" : report.value["counts"] ? "counts" : "groups";
  return [{ paths: [`${report.at}.${part}`, "spec.monitoring.localPrevalence"], document: report.file, sign }];
}

/** How far a predictive value may be from the one at local prevalence before it says something else. */
const OTHER_VALUE = 0.02;

/** Times that the odds of being a case may differ where nobody says how many cases were looked at. */
const UNCOUNTED = 4;

/** What a predictive value would be where the system is used, by the stated sensitivity and specificity, rounded. */
function localValues(name: string, s: Range, c: Range, prevalence: Range): Range {
  const ends =
    name === "ppv"
      ? [ppvAt(s.low, c.low, prevalence.low), ppvAt(s.high, c.high, prevalence.high)]
      : [npvAt(s.low, c.low, prevalence.high), npvAt(s.high, c.high, prevalence.low)];
  return { low: ends[0] ?? 0, high: ends[1] ?? 1 };
}

/** Whether a predictive value is another one than that of the place of use, by more than rounding and chance. */
function isForeign({ name, value = 0, count }: Metric, s: Range, c: Range, prevalence: Range): boolean {
  const there = localValues(name, s, c, prevalence);
  const spread = OTHER_VALUE + toleranceOf(value);
  const near = { low: there.low - spread, high: there.high + spread };
  if (value >= near.low && value <= near.high) return false;
  if (count !== undefined) return chanceOf({ x: value * count, n: count }, there) < RARE;
  const implied = name === "ppv" ? oddsByPpv(s, c, shareRange(value)) : oddsByNpv(s, c, shareRange(value));
  const local = oddsRange(prevalence);
  return implied.low > local.high * UNCOUNTED || implied.high * UNCOUNTED < local.low;
}

/** Without counts: predictive values stated that do not hold at the prevalence where the system is used. */
function foreignPredictiveValues(report: Exhibit, localPrevalence: number | undefined): Sign[] {
  if (localPrevalence === undefined || overallOf(report)) return [];
  const metrics = metricsOf(report);
  const valueOf = (name: string): number | undefined => metrics.find((metric) => metric.name === name)?.value;
  const [s, c] = [valueOf("sensitivity"), valueOf("specificity")];
  if (s === undefined || c === undefined) return [];
  const foreign = metrics.filter(
    (metric) =>
      (metric.name === "ppv" || metric.name === "npv") &&
      metric.value !== undefined &&
      isForeign(metric, shareRange(s), shareRange(c), shareRange(localPrevalence)),
  );
  return foreign.map(({ path, name, value }) => {
    const there = (name === "ppv" ? ppvAt : npvAt)(s, c, localPrevalence) ?? 0;
    const sign = `${name} ${value} is not that of the place of use: at a prevalence of ${localPrevalence} it would be ${shown(there)}`;
    return { paths: [`${path}.value`, "spec.monitoring.localPrevalence"], document: report.file, sign };
  });
}

/** A gap said to be left after mitigation, as a point without counts, that is over what the manifest allows. */
function pointGaps(report: Exhibit, tolerance: number | undefined): Sign[] {
  if (tolerance === undefined) return [];
  return mapsOf(report.value["mitigations"]).flatMap(({ index, map }) => {
    const gap = numberAt(map["gapAfter"]);
    if (gap === undefined || gap <= tolerance + 1e-9) return [];
    const sign = `gap of ${gap} by ${String(map["axis"])} is left after mitigation, above ${tolerance}; its interval is unknown`;
    return [{ paths: [`${report.at}.mitigations[${index}].gapAfter`], document: report.file, sign }];
  });
}

/** What signs are looked for with, beside the documents. */
export interface Expectations {
  /** Axes whose lack of groups is said elsewhere. */
  readonly axesKnown: ReadonlySet<string>;
  readonly maxGap: number | undefined;
}

/** What a fairness report shows by itself: axis by axis, then as a whole. */
const withinFairness = remembered((report: Exhibit) => {
  const groups = groupsIn(report);
  const overall = overallOf(report);
  return {
    axes: [...byAxis(groups).values()].map((axis) => ({
      axis,
      signs: [...identicalRates(report, axis), ...tooPerfect(report, axis), ...balancedGroups(report, axis)],
    })),
    whole: [
      ...(overall ? noErrors(report, overall) : []),
      ...roundCounts(report, groups),
      ...counted(groups).flatMap((group) => narrowClaims(report, group)),
    ],
  };
});

function signsOfFairness(report: Exhibit, localPrevalence: number | undefined, expected: Expectations): Sign[] {
  const { axes, whole } = withinFairness(report);
  return [
    ...axes.flatMap(({ axis, signs }) => [...signs, ...loneGroup(report, axis, expected.axesKnown)]),
    ...whole,
    ...enriched(report, localPrevalence),
    ...pointGaps(report, expected.maxGap),
  ];
}

function signsOfValidation(report: Exhibit, localPrevalence: number | undefined): Sign[] {
  const counts = overallOf(report);
  return [
    ...narrowMetrics(report),
    ...impossibleShares(report),
    ...(counts ? [...lowAuroc(report, counts), ...noErrors(report, counts)] : []),
    ...enriched(report, localPrevalence),
    ...foreignPredictiveValues(report, localPrevalence),
  ];
}

/**
 * Signs that numbers are copied, invented or beside the point. Those that rest on chance are told only where chance
 * alone comes about less than once in a million reports, so that honest numbers are left alone.
 */
export function signsIn({ fairness, validation, localPrevalence }: Bundle, expected: Expectations): Sign[] {
  return [
    ...validation.flatMap((report) => signsOfValidation(report, localPrevalence)),
    ...fairness.flatMap((report) => signsOfFairness(report, localPrevalence, expected)),
  ];
}
