import type { Interval } from "./intervals.ts";
/**
 * The exact interval of a proportion (C. J. Clopper, E. S. Pearson, Biometrika 26, 1934), which holds the true
 * proportion at least as often as stated, however few the trials are.
 * @param level the share of intervals that hold it
 * @returns undefined without trials, and for counts that cannot be
 */
export declare function clopperPearson(x: number, n: number, level?: number): Interval | undefined;
/**
 * The exact interval of the mean of a Poisson count (F. Garwood, Biometrika 28, 1936).
 * @param x events counted
 */
export declare function poissonInterval(x: number, level?: number): Interval;
