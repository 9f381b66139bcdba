import type { JsonObject } from "../model/json.ts";
/** A point estimate with its 95 % bounds. */
export interface Interval {
    readonly value: number;
    readonly low: number;
    readonly high: number;
}
/**
 * The Wilson score interval of a proportion, without continuity correction (E. B. Wilson, JASA 22, 1927).
 * @param x successes
 * @param n trials
 * @returns undefined when there are no trials: the proportion is undefined, not zero
 */
export declare function wilson(x: number, n: number): Interval | undefined;
/**
 * Newcombe's hybrid score interval of a difference of independent proportions, a minus b
 * (R. G. Newcombe, Statistics in Medicine 17, 1998, method 10).
 */
export declare function newcombe(a: Interval, b: Interval): Interval;
/**
 * The largest absolute difference among proportions, so bounded that comparing it with a tolerance decides as
 * comparing every pair would: `high` is at most the tolerance when every pair is proven inside, `low` is above it
 * when some pair is proven outside. An undefined proportion may lie anywhere in [0, 1].
 * @returns undefined when fewer than two proportions are given
 */
export declare function largestGap(proportions: readonly (Interval | undefined)[]): Interval | undefined;
/** An interval as a rule reads it. */
export declare function asJson(interval: Interval): JsonObject;
