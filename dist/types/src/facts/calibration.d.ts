import type { RuleContext } from "./context.ts";
import { type Group } from "./group-gaps.ts";
/** Offers `facts.fairness.observedToExpected`, `lowestObservedToExpected`, `highestObservedToExpected`,
 * `calibrationSlope`, `expectedCalibrationError`, `maximumCalibrationError` and `calibrationInTheLarge`. */
export declare function calibrationFacts(context: RuleContext, groups: readonly Group[], list: string): void;
