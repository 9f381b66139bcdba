import { type JsonObject } from "../../util/json.ts";
import { type Interval } from "./intervals.ts";
/** Cases with similar predicted risks, and how many of them had the outcome. */
export interface Bin {
    readonly n: number;
    readonly positives: number;
    readonly meanPredicted: number;
}
/** Reads the calibration bins of a group or report; undefined when it has none or one is incomplete. */
export declare function binsOf(map: JsonObject): readonly Bin[] | undefined;
/** Sums bins. `expected` is the number of outcomes that the predicted risks predict. */
export declare function sumBins(bins: readonly Bin[]): {
    n: number;
    positives: number;
    expected: number;
};
/**
 * Observed over expected events, with exact Poisson bounds (F. Garwood, Biometrika 28, 1936): valid for no event at
 * all, and a little too wide where events are common (R. D. Riley et al., Statistics in Medicine 40, 2021).
 * @param alpha probability of error of each bound
 * @returns undefined when no event is expected
 */
export declare function observedToExpected(events: number, expected: number, alpha?: number): Interval | undefined;
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
export declare function calibrationError({ value, low, high }: Interval, point: number): Interval;
/** The largest of some intervals. Comparing it with a limit gives the same result as comparing each interval. */
export declare function largest(intervals: readonly Interval[]): Interval;
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
export declare function calibrationOf(bins: readonly Bin[]): Calibration | undefined;
