import { type JsonObject } from "../../util/json.ts";
import { type Interval } from "./intervals.ts";
/** Cases whose predicted risks are alike, and how many of them met the outcome. */
export interface Bin {
    readonly n: number;
    readonly positives: number;
    readonly meanPredicted: number;
}
/** The calibration bins of a group or a report; undefined when it has none, or one that is not wholly stated. */
export declare function binsOf(map: JsonObject): readonly Bin[] | undefined;
/** What bins add up to; `expected` are the outcomes that the predicted risks add up to. */
export declare function sumBins(bins: readonly Bin[]): {
    n: number;
    positives: number;
    expected: number;
};
/** How well predicted risks are what came about. */
export interface Calibration {
    readonly expectedCalibrationError: Interval;
    readonly maximumCalibrationError: Interval;
    /** Observed minus predicted. */
    readonly calibrationInTheLarge: Interval;
    /** Undefined without a single outcome, or when none was predicted. */
    readonly observedToExpected: Interval | undefined;
}
/** How far a share lies from a number, at least and at most by the share's bounds. */
export declare function calibrationError({ value, low, high }: Interval, point: number): Interval;
/** The largest of some intervals, so bounded that comparing it with a limit decides as comparing each would. */
export declare function largest(intervals: readonly Interval[]): Interval;
/**
 * Works out the calibration errors of bins: the expected one, sum of n / N * |observed - predicted|, and the maximum
 * one, the largest |observed - predicted| (C. Guo et al., ICML 2017); and calibration in the large, observed minus
 * predicted over all cases (B. Van Calster et al., BMC Medicine 17, 2019), from which the observed-to-expected ratio
 * follows. The predicted risks count as known and the observed ones by their Wilson bounds. Those of the two errors are
 * the bounds of all bins together, so that small bins, which make an expected error look larger than it is, leave it
 * open. A bin without cases says nothing.
 * @returns undefined when there are no cases, or a bin has more positives than cases
 */
export declare function calibrationOf(bins: readonly Bin[]): Calibration | undefined;
