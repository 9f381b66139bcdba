import { isObject, mapsOf, numberAt } from "../../util/json.ts";
import { memoizeByObject } from "../../util/memoize.ts";
import type { ConfusionMatrix } from "../stats/confusion-matrix.ts";
import { type Interval, wilson } from "../stats/intervals.ts";
import { type EvidenceSet, foreignPrevalence } from "./across-documents.ts";
import {
  SIGNIFICANCE_LEVEL,
  type Bounds,
  type Proportion,
  totalCases,
  chernoffBound,
  isAuroc,
  npvAt,
  oddsByNpv,
  oddsByPpv,
  oddsBounds,
  ppvAt,
  proportionOf,
  proportionBounds,
  showNumber,
  roundingTolerance,
} from "../stats/rounding.ts";
import {
  type EvidenceDocument,
  type GroupEntry,
  type Metric,
  type Anomaly,
  byAxis,
  groupsIn,
  metricsOf,
  overallOf,
} from "./contradiction.ts";

/** The probability of the likeliest number of successes among trials, or above it; 1 where all or none succeed. */
function mostLikely({ x, n }: Proportion): number {
  const p = x / n;
  return Math.min(1, 1 / Math.sqrt(2 * Math.PI * n * p * (1 - p)));
}

/** The chance that a share comes within half a thousandth of a given one: as many outcomes as do, each at its best. */
const chanceToMatch = (share: Proportion): number => Math.min(1, (Math.floor(share.n * 0.001) + 1) * mostLikely(share));

/** In how many ways some can be chosen of all. */
function ways(all: number, some: number): number {
  let count = 1;
  for (let i = 0; i < some; i++) count = (count * (all - i)) / (i + 1);
  return count;
}

interface Counted {
  readonly group: GroupEntry;
  readonly counts: ConfusionMatrix;
}

const counted = (groups: readonly GroupEntry[]): Counted[] =>
  groups.flatMap((group) => (group.counts ? [{ group, counts: group.counts }] : []));

/** Rates that rest on different cases; a prevalence may be the same in every group by design. */
const independent = ["sensitivity", "specificity"] as const;

/** Rates of a group whose agreement with those of another is worth noting, with the chance of each. */
function matches(a: ConfusionMatrix, b: ConfusionMatrix): { name: string; chance: number }[] {
  return independent.flatMap((name) => {
    const [one, other] = [proportionOf(name, a), proportionOf(name, b)];
    if (!one?.n || !other?.n || Math.abs(one.x / one.n - other.x / other.n) >= 0.0005) return [];
    return [{ name, chance: chanceToMatch(other) }];
  });
}

/**
 * Groups of an axis whose rates are the same to three decimals, more of them and more closely than chance allows. The
 * first of them is taken as given; that the others match it has the product of their chances, times the number of ways
 * to choose as many groups and one of them to go by.
 */
function identicalRates(report: EvidenceDocument, groups: readonly GroupEntry[]): Anomaly[] {
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
      if (count < 2 || chance * count * ways(all.length, count) >= SIGNIFICANCE_LEVEL) continue;
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
function tooPerfect(report: EvidenceDocument, groups: readonly GroupEntry[]): Anomaly[] {
  const all = counted(groups);
  return all.flatMap(({ group, counts }): Anomaly[] =>
    (["sensitivity", "specificity"] as const).flatMap((name) => {
      const own = proportionOf(name, counts);
      const others = all.filter((one) => one.group !== group).flatMap((one) => proportionOf(name, one.counts) ?? []);
      const pooled = wilson(
        others.reduce((sum, { x }) => sum + x, 0),
        others.reduce((sum, { n }) => sum + n, 0),
      );
      if (!own || !pooled || own.x < own.n || twiceTheOdds(pooled.high) ** own.n >= SIGNIFICANCE_LEVEL) return [];
      const sign = `${name} of ${group.axis} ${group.name} is 1 on ${own.n} cases, where the other groups have ${showNumber(pooled.value)}`;
      return [{ paths: [group.path], document: report.file, sign }];
    }),
  );
}

/** Share of errors that a model in care makes at least: below it, a test without any is no surprise. */
const LEAST_ERROR = 0.05;

/** A test with not one error, on more cases than such luck lasts for. */
function noErrors(report: EvidenceDocument, counts: ConfusionMatrix): Anomaly[] {
  const n = totalCases(counts);
  const perfect = counts.fp === 0 && counts.fn === 0 && counts.tp > 0 && counts.tn > 0;
  if (!perfect || (1 - LEAST_ERROR) ** n >= SIGNIFICANCE_LEVEL) return [];
  const path = report.value["overall"] === undefined ? `${report.at}.counts` : `${report.at}.overall`;
  return [{ paths: [path], document: report.file, sign: `there is not one error among ${n} cases` }];
}

/** Chance that a count of a hundred or more ends in zero, at most; a tenth unless its spread is narrow. */
const ENDS_IN_ZERO = 0.2;

/** Counts that all end in zero: nature does not round. Denominators may be round by design, cells may not. */
function roundCounts(report: EvidenceDocument, groups: readonly GroupEntry[]): Anomaly[] {
  const cells = counted(groups)
    .flatMap(({ counts: { tp, fp, tn, fn } }) => [tp, fp, tn, fn])
    .filter((cell) => cell >= 100);
  if (cells.some((cell) => cell % 10 !== 0) || ENDS_IN_ZERO ** cells.length >= SIGNIFICANCE_LEVEL) return [];
  const sign = `all ${cells.length} counts from 100 up end in zero`;
  return [{ paths: [`${report.at}.groups`], document: report.file, sign }];
}

/** Groups with exactly as many cases as non-cases: they were balanced, and predictive values say nothing about use. */
function balancedGroups(report: EvidenceDocument, groups: readonly GroupEntry[]): Anomaly[] {
  const balanced = counted(groups).filter(({ counts: { tp, fp, tn, fn } }) => tp + fn === fp + tn && tp + fn > 0);
  const chance = balanced.reduce((product, { counts }) => {
    const n = totalCases(counts);
    return product * mostLikely({ x: n / 2, n });
  }, 1);
  if (balanced.length < groups.length || chance >= SIGNIFICANCE_LEVEL) return [];
  const axis = balanced[0]?.group.axis ?? "";
  const sign = `each of the ${balanced.length} groups of ${axis} has exactly as many cases as non-cases, as no population has: predictive values of a balanced sample do not hold in use`;
  return [{ paths: balanced.map(({ group }) => group.path), document: report.file, sign }];
}

/** An axis with one group: there is nothing to compare it with. */
function loneGroup(report: EvidenceDocument, groups: readonly GroupEntry[], known: ReadonlySet<string>): Anomaly[] {
  const [only] = groups;
  if (!only || groups.length > 1 || known.has(only.axis)) return [];
  const sign = `${only.axis} has the one group ${only.name}, so that nothing is compared`;
  return [{ paths: [only.path], document: report.file, sign }];
}

/** A stated interval of a share of cases. */
interface StatedProportion {
  readonly paths: readonly string[];
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** What may lie behind it: one share when counts are stated, several when it was rounded. */
  readonly shares: readonly Proportion[];
}

/** The narrowest of the usual 95 % intervals: Wilson's, or Wald's where some but not all succeed. */
function narrowest({ x, n }: Proportion): { width: number; interval: Interval } | undefined {
  const interval = wilson(x, n);
  if (!interval) return undefined;
  const half = 1.959963984540054 * Math.sqrt(((x / n) * (1 - x / n)) / n);
  const wald = Math.min(1, x / n + half) - Math.max(0, x / n - half);
  const width = interval.high - interval.low;
  return { width: x > 0 && x < n ? Math.min(width, wald) : width, interval };
}

/** The shares of that many cases that a stated one may be rounded from: the extremes, and those next to them. */
function roundedFrom(stated: number, n: number): Proportion[] {
  const { low, high } = proportionBounds(stated);
  const [least, most] = [Math.ceil(low * n), Math.floor(high * n)];
  if (least > most) return [{ x: Math.round(Math.min(1, stated) * n), n }];
  return [least, Math.min(least + 1, most), Math.max(most - 1, least), most].map((x) => ({ x, n }));
}

/** An interval less than four fifths as wide as so many cases allow, by any usual method and after rounding. */
function tooNarrow(report: EvidenceDocument, { paths, name, low, high, shares }: StatedProportion): Anomaly[] {
  const possible = shares.flatMap((share) => narrowest(share) ?? []);
  const [first] = possible;
  if (!first || high < low) return [];
  const width = Math.min(1, high + roundingTolerance(high)) - Math.max(0, low - roundingTolerance(low));
  if (possible.some((one) => width >= 0.8 * one.width)) return [];
  const { interval } = first;
  const sign = `interval of ${name}, ${low} to ${high}, is narrower than ${shares[0]?.n ?? 0} cases allow (${showNumber(interval.low)} to ${showNumber(interval.high)})`;
  return [{ paths, document: report.file, sign }];
}

const proportions = new Set(["sensitivity", "specificity", "ppv", "npv", "accuracy"]);

function narrowMetrics(report: EvidenceDocument): Anomaly[] {
  const counts = overallOf(report);
  return metricsOf(report).flatMap(({ path, name, value, low, high, count }) => {
    if (!proportions.has(name) || value === undefined || low === undefined || high === undefined) return [];
    const counted = counts && proportionOf(name, counts);
    const shares = counted ? [counted] : count === undefined ? [] : roundedFrom(value, count);
    return tooNarrow(report, { paths: [`${path}.low`, `${path}.high`], name, low, high, shares });
  });
}

/** Intervals among the claims of a group, such as `sensitivityLow` and `sensitivityHigh`. */
function narrowClaims(report: EvidenceDocument, { group, counts }: Counted): Anomaly[] {
  const claimed = group.map["claimed"];
  if (!isObject(claimed)) return [];
  return Object.keys(claimed).flatMap((key) => {
    const name = /^(.+?)[-_]?low(?:er)?$/i.exec(key)?.[1];
    const share = name === undefined ? undefined : proportionOf(name, counts);
    const other = Object.keys(claimed).find((one) => one === key.replace(/low/, "high").replace(/Low/, "High"));
    if (name === undefined || !share?.n || other === undefined || other === key) return [];
    const [low, high] = [numberAt(claimed[key]), numberAt(claimed[other])];
    if (low === undefined || high === undefined) return [];
    const paths = [key, other].map((field) => `${group.path}.claimed.${field}`);
    return tooNarrow(report, { paths, name: `${name} of ${group.axis} ${group.name}`, low, high, shares: [share] });
  });
}

/** A share that no whole number of the cases gives; nothing when the numbers of cases are of the whole test. */
function impossibleShares(report: EvidenceDocument): Anomaly[] {
  if (overallOf(report)) return [];
  const metrics = metricsOf(report).filter(
    (metric): metric is Metric & { value: number; count: number } =>
      proportions.has(metric.name) && metric.value !== undefined && metric.count !== undefined && metric.count > 0,
  );
  if (metrics.length > 1 && new Set(metrics.map(({ count }) => count)).size === 1) return [];
  return metrics.flatMap(({ path, name, value, count }) => {
    const nearest = Math.round(value * count) / count;
    if (value > 1 || Math.abs(nearest - value) <= roundingTolerance(value) + 1e-9) return [];
    const sign = `${name} ${value} is no whole number of its ${count} cases: the nearest is ${showNumber(nearest)}`;
    return [{ paths: [`${path}.value`, `${path}.count`], document: report.file, sign }];
  });
}

/**
 * An AUROC below that of the two straight lines through the operating point, by more than five standard errors: a
 * model that ranks so badly elsewhere does not do so well there.
 */
function lowAuroc(report: EvidenceDocument, counts: ConfusionMatrix): Anomaly[] {
  const [positive, negative] = [proportionOf("sensitivity", counts), proportionOf("specificity", counts)];
  if (!positive?.n || !negative?.n) return [];
  const [s, c] = [positive.x / positive.n, negative.x / negative.n];
  const lines = (s + c) / 2;
  const error = 0.5 * Math.sqrt((s * (1 - s)) / positive.n + (c * (1 - c)) / negative.n);
  return metricsOf(report).flatMap(({ path, name, value }) => {
    if (!isAuroc(name) || value === undefined || value + roundingTolerance(value) + 5 * error >= lines) return [];
    const sign = `AUROC ${value} lies below ${showNumber(lines)}, the area under the straight lines through sensitivity ${showNumber(s)} and specificity ${showNumber(c)}`;
    return [{ paths: [`${path}.value`], document: report.file, sign }];
  });
}

/** Cases from elsewhere that are far more often cases than where the system is used: what it predicts there. */
function enriched(report: EvidenceDocument, localPrevalence: number | undefined): Anomaly[] {
  const setting = String(report.value["setting"]);
  if (localPrevalence === undefined || setting.startsWith("local-")) return [];
  const foreign = foreignPrevalence(report, localPrevalence);
  if (!foreign) return [];
  const { counts, tested } = foreign;
  const [ppv, s, c] = (["ppv", "sensitivity", "specificity"] as const).map((name) => proportionOf(name, counts));
  const there = s?.n && c?.n ? ppvAt(s.x / s.n, c.x / c.n, localPrevalence) : undefined;
  const predicts =
    ppv?.n && there !== undefined
      ? `: a positive predictive value of ${showNumber(ppv.x / ppv.n)} here is ${showNumber(there)} there`
      : "";
  const sign = `${showNumber(tested)} of its cases are positive, ${localPrevalence} where the system is used${predicts}`;
  const part = report.value["overall"] !== undefined ? "overall" : report.value["counts"] ? "counts" : "groups";
  return [{ paths: [`${report.at}.${part}`, "spec.monitoring.localPrevalence"], document: report.file, sign }];
}

/** How far a predictive value may be from the one at local prevalence before it says something else. */
const OTHER_VALUE = 0.02;

/** Times that the odds of being a case may differ where nobody says how many cases were looked at. */
const UNCOUNTED = 4;

/** What a predictive value would be where the system is used, by the stated sensitivity and specificity, rounded. */
function localValues(name: string, s: Bounds, c: Bounds, prevalence: Bounds): Bounds {
  const ends =
    name === "ppv"
      ? [ppvAt(s.low, c.low, prevalence.low), ppvAt(s.high, c.high, prevalence.high)]
      : [npvAt(s.low, c.low, prevalence.high), npvAt(s.high, c.high, prevalence.low)];
  return { low: ends[0] ?? 0, high: ends[1] ?? 1 };
}

/** Whether a predictive value is another one than that of the place of use, by more than rounding and chance. */
function isForeign({ name, value = 0, count }: Metric, s: Bounds, c: Bounds, prevalence: Bounds): boolean {
  const there = localValues(name, s, c, prevalence);
  const spread = OTHER_VALUE + roundingTolerance(value);
  const near = { low: there.low - spread, high: there.high + spread };
  if (value >= near.low && value <= near.high) return false;
  if (count !== undefined) return chernoffBound({ x: value * count, n: count }, there) < SIGNIFICANCE_LEVEL;
  const implied = name === "ppv" ? oddsByPpv(s, c, proportionBounds(value)) : oddsByNpv(s, c, proportionBounds(value));
  const local = oddsBounds(prevalence);
  return implied.low > local.high * UNCOUNTED || implied.high * UNCOUNTED < local.low;
}

/** Without counts: predictive values stated that do not hold at the prevalence where the system is used. */
function foreignPredictiveValues(report: EvidenceDocument, localPrevalence: number | undefined): Anomaly[] {
  if (localPrevalence === undefined || overallOf(report)) return [];
  const metrics = metricsOf(report);
  const valueOf = (name: string): number | undefined => metrics.find((metric) => metric.name === name)?.value;
  const [s, c] = [valueOf("sensitivity"), valueOf("specificity")];
  if (s === undefined || c === undefined) return [];
  const foreign = metrics.filter(
    (metric) =>
      (metric.name === "ppv" || metric.name === "npv") &&
      metric.value !== undefined &&
      isForeign(metric, proportionBounds(s), proportionBounds(c), proportionBounds(localPrevalence)),
  );
  return foreign.map(({ path, name, value }) => {
    const there = (name === "ppv" ? ppvAt : npvAt)(s, c, localPrevalence) ?? 0;
    const sign = `${name} ${value} is not that of the place of use: at a prevalence of ${localPrevalence} it would be ${showNumber(there)}`;
    return { paths: [`${path}.value`, "spec.monitoring.localPrevalence"], document: report.file, sign };
  });
}

/** A gap said to be left after mitigation, as a point without counts, that is over what the manifest allows. */
function pointGaps(report: EvidenceDocument, tolerance: number | undefined): Anomaly[] {
  if (tolerance === undefined) return [];
  return mapsOf(report.value["mitigations"]).flatMap(({ index, map }) => {
    const gap = numberAt(map["gapAfter"]);
    if (gap === undefined || gap <= tolerance + 1e-9) return [];
    const sign = `gap of ${gap} by ${String(map["axis"])} is left after mitigation, above ${tolerance}; its interval is unknown`;
    return [{ paths: [`${report.at}.mitigations[${index}].gapAfter`], document: report.file, sign }];
  });
}

/** What signs are looked for with, beside the documents. */
export interface ExpectedPopulation {
  /** Axes whose lack of groups is said elsewhere. */
  readonly axesKnown: ReadonlySet<string>;
  readonly maxGap: number | undefined;
}

/** What a fairness report shows by itself: axis by axis, then as a whole. */
const withinFairness = memoizeByObject((report: EvidenceDocument) => {
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

function fairnessAnomalies(
  report: EvidenceDocument,
  localPrevalence: number | undefined,
  expected: ExpectedPopulation,
): Anomaly[] {
  const { axes, whole } = withinFairness(report);
  return [
    ...axes.flatMap(({ axis, signs }) => [...signs, ...loneGroup(report, axis, expected.axesKnown)]),
    ...whole,
    ...enriched(report, localPrevalence),
    ...pointGaps(report, expected.maxGap),
  ];
}

function validationAnomalies(report: EvidenceDocument, localPrevalence: number | undefined): Anomaly[] {
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
export function findAnomalies(
  { fairness, validation, localPrevalence }: EvidenceSet,
  expected: ExpectedPopulation,
): Anomaly[] {
  return [
    ...validation.flatMap((report) => validationAnomalies(report, localPrevalence)),
    ...fairness.flatMap((report) => fairnessAnomalies(report, localPrevalence, expected)),
  ];
}
