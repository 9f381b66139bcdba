import type { Attached, RuleContext } from "./context.ts";
/**
 * Positive predictive value at another prevalence than that of the test:
 * TPR * p / (TPR * p + (1 - TNR) * (1 - p)), Bayes' theorem.
 */
export declare function ppvAt(prevalence: number, sensitivity: number, specificity: number): number | undefined;
/** The range in which a metric is accepted; of one that should be 1, `accept` is one end and the other mirrors it. */
export declare function acceptedRange(metric: string, accept: number): {
    readonly least: number;
    readonly most: number;
};
/**
 * Offers `facts.performance`: the lower bound of sensitivity and the alerts per true case (1 / PPV at the local
 * prevalence) by the newest independent validation, and the metrics of any validation whose 95 % bound misses the
 * threshold set for it beforehand. What the team attached is not chosen among: a validation that missed stays missed.
 */
export declare function performanceFacts(context: RuleContext, attached: readonly Attached[]): void;
