import type { RuleContext } from "./context.ts";
import { type Group } from "./group-gaps.ts";
import { type Interval } from "./stats/intervals.ts";
/** A figure with a standard error, as an interval at a part of an error over the report. */
export declare function normalInterval(value: number, standardError: number, alpha: number): Interval;
/** Offers `facts.fairness.observedToExpected`, `lowestObservedToExpected`, `highestObservedToExpected`,
 * `calibrationSlope`, the lowest and highest proven slope and intercept, `expectedCalibrationError`,
 * `maximumCalibrationError` and `calibrationInTheLarge`. */
export declare function calibrationFacts(context: RuleContext, groups: readonly Group[], list: string): void;
