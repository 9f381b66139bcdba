/** Checks whether numbers are the shares of two or more bins. */
export declare function areShares(shares: readonly number[]): boolean;
/**
 * The population stability index of a window against its reference: the sum of (a - e) ln(a / e) over the bins
 * (E. M. Lewis, An Introduction to Credit Scoring, 1994). An empty bin counts as a share of 0.0001.
 * @param expected shares per bin in the reference
 * @param actual shares per bin now, in the same order
 */
export declare function populationStabilityIndex(expected: readonly number[], actual: readonly number[]): number;
/**
 * The index that 95 of 100 windows of these sizes do not exceed without drift: (1/n + 1/m) times the 95 % quantile of
 * chi-squared, with one degree of freedom less than there are bins (B. Yurdakul, dissertation, Western Michigan
 * University, 2018).
 */
export declare function psiCriticalValue(bins: number, n: number, m: number): number;
/** The quantile of chi-squared, by bisection. */
export declare function chiSquaredQuantile(share: number, freedom: number): number;
