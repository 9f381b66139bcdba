import type { RuleContext } from "./context.ts";
/** Offers `facts.data.phi`, `personal`, `sensitive`, `overDojThreshold`, `trainedOnPeople`, `undeclaredPurposes` and
 * `undeclaredRetention`. */
export declare function dataFacts(context: RuleContext): void;
