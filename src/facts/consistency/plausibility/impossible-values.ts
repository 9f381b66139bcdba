import { isObject, numberAt } from "../../../util/json.ts";
import type { ConfusionMatrix } from "../../stats/confusion-matrix.ts";
import { type Interval, wilson } from "../../stats/intervals.ts";
import {
  type Proportion,
  isAuroc,
  proportionOf,
  proportionBounds,
  showNumber,
  roundingTolerance,
} from "../../stats/rounding.ts";
import { type EvidenceDocument, type Metric, type Anomaly, metricsOf, overallOf } from "../contradiction.ts";
import type { Counted } from "./counted.ts";

/** A stated interval of a proportion of cases. */
interface StatedProportion {
  readonly paths: readonly string[];
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** The proportions it may be computed from: one when counts are stated, several when the value was rounded. */
  readonly shares: readonly Proportion[];
}

/** The narrowest of the usual 95 % intervals: Wilson, or Wald when some but not all cases are successes. */
function narrowest({ x, n }: Proportion): { width: number; interval: Interval } | undefined {
  const interval = wilson(x, n);
  if (!interval) return undefined;
  const half = 1.959963984540054 * Math.sqrt(((x / n) * (1 - x / n)) / n);
  const wald = Math.min(1, x / n + half) - Math.max(0, x / n - half);
  const width = interval.high - interval.low;
  return { width: x > 0 && x < n ? Math.min(width, wald) : width, interval };
}

/** The proportions of `n` cases that round to a stated value: the extremes and their neighbours. */
function roundedFrom(stated: number, n: number): Proportion[] {
  const { low, high } = proportionBounds(stated);
  const [least, most] = [Math.ceil(low * n), Math.floor(high * n)];
  if (least > most) return [{ x: Math.round(Math.min(1, stated) * n), n }];
  return [least, Math.min(least + 1, most), Math.max(most - 1, least), most].map((x) => ({ x, n }));
}

/**
 * The least part of the narrowest usual interval that an honest one has: the ends of a bootstrap of 200 samples vary by a
 * fifteenth of its width (B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap, 1993), and a report has many.
 */
const NARROWEST = 0.7;

/** Finds an interval that is narrower than any usual method gives for the cases, after rounding and to one case. */
function tooNarrow(report: EvidenceDocument, { paths, name, low, high, shares }: StatedProportion): Anomaly[] {
  // Where all or none succeed, resampling gives an interval of no width.
  if (shares.some(({ x, n }) => x === 0 || x === n)) return [];
  const possible = shares.flatMap((share) => narrowest(share) ?? []);
  const [first] = possible;
  if (!first || high < low) return [];
  const stated = Math.min(1, high + roundingTolerance(high)) - Math.max(0, low - roundingTolerance(low));
  // Resampling gives rates of whole cases.
  const width = stated + 1 / Math.max(...shares.map(({ n }) => n));
  if (possible.some((one) => width >= NARROWEST * one.width)) return [];
  const { interval } = first;
  const sign = `interval of ${name} is ${low} to ${high}; ${shares[0]?.n ?? 0} cases give ${showNumber(interval.low)} to ${showNumber(interval.high)}`;
  return [{ paths, document: report.file, sign }];
}

const proportions = new Set(["sensitivity", "specificity", "ppv", "npv", "accuracy"]);

export function narrowMetrics(report: EvidenceDocument): Anomaly[] {
  const counts = overallOf(report);
  return metricsOf(report).flatMap(({ path, name, value, low, high, count }) => {
    if (!proportions.has(name) || value === undefined || low === undefined || high === undefined) return [];
    const counted = counts && proportionOf(name, counts);
    const shares = counted ? [counted] : count === undefined ? [] : roundedFrom(value, count);
    return tooNarrow(report, { paths: [`${path}.low`, `${path}.high`], name, low, high, shares });
  });
}

/** Finds narrow intervals among the rates of a group, such as `sensitivityLow` and `sensitivityHigh`. */
export function narrowClaims(report: EvidenceDocument, { group, counts }: Counted): Anomaly[] {
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

/** Finds proportions that no whole number of cases gives. Skips numbers of cases that refer to the whole test. */
export function impossibleShares(report: EvidenceDocument): Anomaly[] {
  if (overallOf(report)) return [];
  const metrics = metricsOf(report).filter(
    (metric): metric is Metric & { value: number; count: number } =>
      proportions.has(metric.name) && metric.value !== undefined && metric.count !== undefined && metric.count > 0,
  );
  if (metrics.length > 1 && new Set(metrics.map(({ count }) => count)).size === 1) return [];
  return metrics.flatMap(({ path, name, value, count }) => {
    const nearest = Math.round(value * count) / count;
    if (value > 1 || Math.abs(nearest - value) <= roundingTolerance(value) + 1e-9) return [];
    const sign = `${name} ${value} is not a whole number of its ${count} cases: the nearest is ${showNumber(nearest)}`;
    return [{ paths: [`${path}.value`, `${path}.count`], document: report.file, sign }];
  });
}

/**
 * Finds an AUROC below the area under the two straight lines through the operating point, by more than five standard
 * errors. A model that ranks so badly elsewhere cannot reach that operating point.
 */
export function lowAuroc(report: EvidenceDocument, counts: ConfusionMatrix): Anomaly[] {
  const [positive, negative] = [proportionOf("sensitivity", counts), proportionOf("specificity", counts)];
  if (!positive?.n || !negative?.n) return [];
  const [s, c] = [positive.x / positive.n, negative.x / negative.n];
  const lines = (s + c) / 2;
  const error = 0.5 * Math.sqrt((s * (1 - s)) / positive.n + (c * (1 - c)) / negative.n);
  return metricsOf(report).flatMap(({ path, name, value }) => {
    if (!isAuroc(name) || value === undefined || value + roundingTolerance(value) + 5 * error >= lines) return [];
    const sign = `AUROC ${value} is below ${showNumber(lines)}, the area under the straight lines through sensitivity ${showNumber(s)} and specificity ${showNumber(c)}`;
    return [{ paths: [`${path}.value`], document: report.file, sign }];
  });
}
