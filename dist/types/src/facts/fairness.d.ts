import type { AttachedEvidence, RuleContext } from "./context.ts";
/**
 * Derives `facts.fairness`, each recomputed from the counts of the reports. The gap in the false positive rate equals
 * the gap in specificity. The gap in the false negative rate equals the gap in sensitivity. Equalised odds requires
 * both, so its gap is the larger one (M. Hardt et al., NeurIPS 2016).
 */
export declare function fairnessFacts(context: RuleContext, attached: readonly AttachedEvidence[]): void;
