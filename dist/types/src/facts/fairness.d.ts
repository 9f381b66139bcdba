import { type Attached, type RuleContext } from "./context.ts";
/**
 * Offers `facts.fairness`: expected and missing axes, groups too small to tell, and the widest gaps of sensitivity,
 * specificity and positive predictive value, each recomputed from the counts of the newest report.
 */
export declare function fairnessFacts(context: RuleContext, attached: readonly Attached[]): void;
