import type { RuleContext } from "./context.ts";
import { type FairnessReport } from "./fairness-reports.ts";
import type { Axes } from "./group-gaps.ts";
/** The widest gaps that are tolerated where a team promises nothing; conventions of the packs, set by no authority. */
declare const tolerances: {
    readonly sensitivity: 0.1;
    readonly ppv: 0.15;
};
/** The tolerance that counts: what was promised where that is stricter. */
export declare function tolerance(context: RuleContext, rate: keyof typeof tolerances): number;
/**
 * Offers `facts.fairness.unmitigatedAxes`: axes on which sensitivity or positive predictive value is proven to differ by
 * more than is tolerated, and on which no measure made the gap smaller.
 */
export declare function mitigationFacts(context: RuleContext, reports: readonly FairnessReport[], axes: Axes): void;
/**
 * The false positive rate that prevalence, positive predictive value and sensitivity of one group leave:
 * prevalence / (1 - prevalence) * (1 - PPV) / PPV * TPR (A. Chouldechova, Big Data 5, 2017).
 */
export declare function impliedFpr(prevalence: number, ppv: number, tpr: number): number;
/**
 * Offers `facts.fairness.impossibleParity`: two groups in which the condition is not equally common are claimed to have
 * equal sensitivity, positive predictive value and false positive rate, though the first two and the prevalences make
 * the third differ (J. Kleinberg et al., ITCS 2017). Rates so near to perfect that rounding hides the difference are no
 * contradiction.
 */
export declare function parityFacts(context: RuleContext, axes: Axes, report: string): void;
export {};
