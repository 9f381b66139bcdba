/** A closed range of numbers. */
export interface RateRange {
    readonly low: number;
    readonly high: number;
}
/** The rates of a confusion matrix that are stated together, each as the range that it was rounded from. */
export type StatedRates = Readonly<Partial<Record<"sensitivity" | "specificity" | "ppv" | "npv" | "selectionRate" | "accuracy" | "prevalence", RateRange | undefined>>>;
/**
 * The prevalences at which all stated rates of one confusion matrix can hold; undefined when there is none. The
 * selection rate is `p * sensitivity + (1 - p) * (1 - specificity)`, the accuracy `p * sensitivity + (1 - p) *
 * specificity`, and the predictive values follow by Bayes' theorem. Each is linear in the prevalence p.
 */
export declare function prevalenceRange(rates: StatedRates): RateRange | undefined;
