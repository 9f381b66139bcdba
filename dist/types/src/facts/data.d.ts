import { type RuleContext } from "./context.ts";
/** Offers `facts.data.phi`, `personal`, `sensitive`, `trainedOnPeople` and `undeclaredPurposes`. */
export declare function dataFacts(context: RuleContext): void;
