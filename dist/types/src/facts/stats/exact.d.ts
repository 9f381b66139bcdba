import type { Interval, RatioInput } from "./intervals.ts";
/** The logarithm of the gamma function of a positive number. */
export declare function logGamma(x: number): number;
/**
 * The regularised incomplete beta function I_x(a, b), for positive a and b (DLMF 8.17.22).
 * @param factor the `logBetaFactor` of a and b, which many x share
 */
export declare function incompleteBeta(x: number, a: number, b: number, factor?: number): number;
/** The lower regularised incomplete gamma function P(a, x), by its series or its continued fraction (DLMF 8.11, 8.9). */
export declare function incompleteGamma(a: number, x: number): number;
/**
 * The exact interval of a proportion (C. J. Clopper and E. S. Pearson, Biometrika 26, 1934). Each bound alone is wrong
 * with at most the given probability. Successes and trials need not be whole: a design effect divides both.
 * @param alpha probability of error of each bound
 * @returns undefined when there are no trials, or for counts that cannot be
 */
export declare function clopperPearson({ x, n }: RatioInput, alpha: number): Interval | undefined;
/**
 * True if the lower bound of `clopperPearson` is certainly below a proportion. One step instead of the dozen that the
 * bound takes.
 */
export declare function isLowerBoundBelow(p: number, { x, n }: RatioInput, alpha: number): boolean;
/**
 * The exact interval of the mean of a Poisson count (F. Garwood, Biometrika 28, 1936). Each bound alone is wrong with
 * at most the given probability.
 */
export declare function garwood(events: number, alpha: number): Interval;
/** The standard normal number that is exceeded with a chance below one half. */
export declare function normalQuantile(exceeded: number): number;
