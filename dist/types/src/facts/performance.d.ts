import type { AttachedEvidence, RuleContext } from "./context.ts";
/**
 * Positive predictive value at another prevalence than that of the test:
 * TPR * p / (TPR * p + (1 - TNR) * (1 - p)), Bayes' theorem.
 */
export declare function ppvAt(prevalence: number, sensitivity: number, specificity: number): number | undefined;
/**
 * The range in which a metric is accepted. For a metric with target 1, `accept` is one end and the other end mirrors
 * it.
 */
export declare function acceptedRange(metric: string, accept: number): {
    readonly least: number;
    readonly most: number;
};
/**
 * Derives `facts.performance`: from the newest independent validation, the lower bound of sensitivity and the alerts
 * per true case (1 / PPV at the local prevalence); from every validation, the metrics whose 95 % bound misses the
 * threshold set beforehand. A later validation does not hide an earlier miss.
 */
export declare function performanceFacts(context: RuleContext, attached: readonly AttachedEvidence[]): void;
