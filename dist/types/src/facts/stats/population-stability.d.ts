/** Checks whether numbers are the shares of two or more bins. */
export declare function areShares(shares: readonly number[]): boolean;
/** How many cases the shares of both windows are of, where that is known. */
export interface WindowSizes {
    readonly expected?: number | undefined;
    readonly actual?: number | undefined;
}
/**
 * The population stability index of a window against its reference: the sum of (a - e) ln(a / e) over the bins
 * (E. M. Lewis, An Introduction to Credit Scoring, 1994). A share of zero has no logarithm: an empty bin counts as half a
 * case of its window, as in a log odds ratio (J. B. S. Haldane, Annals of Human Genetics 20, 1956), so that it weighs as
 * much as so few cases can.
 * @param expected shares per bin in the reference
 * @param actual shares per bin now, in the same order
 * @returns undefined when a bin is empty and the size of its window is not known
 */
export declare function populationStabilityIndex(expected: readonly number[], actual: readonly number[], sizes?: WindowSizes): number | undefined;
/**
 * The index that 95 of 100 windows of these sizes do not exceed without drift: (1/n + 1/m) times the 95 % quantile of
 * chi-squared, with one degree of freedom less than there are bins (B. Yurdakul, dissertation, Western Michigan
 * University, 2018).
 */
export declare function psiCriticalValue(bins: number, n: number, m: number): number;
/** The quantile of chi-squared, by bisection. */
export declare function chiSquaredQuantile(share: number, freedom: number): number;
