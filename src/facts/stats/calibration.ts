import { type JsonObject, mapsOf, numberAt } from "../../util/json.ts";
import { garwood } from "./exact.ts";
import { type Interval, wilson } from "./intervals.ts";

/** Cases with similar predicted risks, and how many of them had the outcome. */
export interface Bin {
  readonly n: number;
  readonly positives: number;
  readonly meanPredicted: number;
}

/** Reads the calibration bins of a group or report; undefined when it has none or one is incomplete. */
export function binsOf(map: JsonObject): readonly Bin[] | undefined {
  const stated = mapsOf(map["calibrationBins"]);
  const bins = stated.flatMap(({ map: bin }): Bin[] => {
    const [n, positives, meanPredicted] = ["n", "positives", "meanPredicted"].map((field) => numberAt(bin[field]));
    if (n === undefined || positives === undefined || meanPredicted === undefined) return [];
    return [{ n, positives, meanPredicted }];
  });
  return bins.length > 0 && bins.length === stated.length ? bins : undefined;
}

/** Sums bins. `expected` is the number of outcomes that the predicted risks predict. */
export function sumBins(bins: readonly Bin[]): { n: number; positives: number; expected: number } {
  const total = (part: (bin: Bin) => number): number => bins.reduce((sum, bin) => sum + part(bin), 0);
  return {
    n: total(({ n }) => n),
    positives: total(({ positives }) => positives),
    expected: total(({ n, meanPredicted }) => n * meanPredicted),
  };
}

/**
 * Observed over expected events, with exact Poisson bounds (F. Garwood, Biometrika 28, 1936): valid for no event at
 * all, and a little too wide where events are common (R. D. Riley et al., Statistics in Medicine 40, 2021).
 * @param alpha probability of error of each bound
 * @returns undefined when no event is expected
 */
export function observedToExpected(events: number, expected: number, alpha = 0.025): Interval | undefined {
  if (!(expected > 0) || events < 0) return undefined;
  const { low, high } = garwood(events, alpha);
  return { value: events / expected, low: low / expected, high: high / expected };
}

/** Calibration errors of predicted risks. */
export interface Calibration {
  readonly expectedCalibrationError: Interval;
  readonly maximumCalibrationError: Interval;
  /** Observed minus predicted. */
  readonly calibrationInTheLarge: Interval;
  /** Undefined when no outcome was predicted. */
  readonly observedToExpected: Interval | undefined;
}

/** The absolute distance of a proportion from a number, with its minimum and maximum over the proportion's bounds. */
export function calibrationError({ value, low, high }: Interval, point: number): Interval {
  return {
    value: Math.abs(value - point),
    low: Math.max(0, low - point, point - high),
    high: Math.max(Math.abs(low - point), Math.abs(high - point)),
  };
}

/** The largest of some intervals. Comparing it with a limit gives the same result as comparing each interval. */
export function largest(intervals: readonly Interval[]): Interval {
  const most = (bound: keyof Interval): number => Math.max(...intervals.map((interval) => interval[bound]));
  return { value: most("value"), low: most("low"), high: most("high") };
}

/**
 * Computes the calibration errors of bins: the expected one, sum of n / N * |observed - predicted|, and the maximum
 * one, the largest |observed - predicted| (C. Guo et al., ICML 2017). Also computes calibration in the large, observed
 * minus predicted over all cases (B. Van Calster et al., BMC Medicine 17, 2019), and from it the observed-to-expected
 * ratio.
 *
 * Predicted risks count as exact, observed ones have Wilson bounds. The two errors use the bounds of all bins together:
 * small bins inflate an expected error, so they leave it undecided. A bin without cases is ignored.
 *
 * @returns undefined when there are no cases, or a bin has more positives than cases
 */
export function calibrationOf(bins: readonly Bin[]): Calibration | undefined {
  const filled = bins.filter(({ n }) => n > 0);
  const distances = filled.flatMap(({ n, positives, meanPredicted }) => {
    const observed = wilson(positives, n);
    return observed ? [{ n, bounds: calibrationError(observed, meanPredicted) }] : [];
  });
  const { n, positives, expected } = sumBins(filled);
  const observed = wilson(positives, n);
  if (!observed || distances.length < filled.length) return undefined;
  const mean = (bound: keyof Interval): number =>
    distances.reduce((sum, one) => sum + (one.n / n) * one.bounds[bound], 0);
  const predicted = expected / n;
  return {
    expectedCalibrationError: { value: mean("value"), low: mean("low"), high: mean("high") },
    maximumCalibrationError: largest(distances.map(({ bounds }) => bounds)),
    calibrationInTheLarge: {
      value: observed.value - predicted,
      low: observed.low - predicted,
      high: observed.high - predicted,
    },
    observedToExpected: observedToExpected(positives, expected),
  };
}
