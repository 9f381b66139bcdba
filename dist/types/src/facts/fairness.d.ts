import type { Attached, RuleContext } from "./context.ts";
/**
 * Offers `facts.fairness`, each recomputed from the counts of the newest report. The gap in the false positive rate is
 * that in specificity, the gap in the false negative rate that in sensitivity; equalised odds asks for both, so that
 * its gap is the larger one (M. Hardt et al., NeurIPS 2016).
 */
export declare function fairnessFacts(context: RuleContext, attached: readonly Attached[]): void;
