import type { JsonObject } from "../../util/json.ts";
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
 * @returns undefined when there are no trials: the proportion is undefined, not zero; and for counts that cannot be
 */
export declare function wilson(x: number, n: number): Interval | undefined;
/**
 * Newcombe's hybrid score interval of a difference of independent proportions, a minus b
 * (R. G. Newcombe, Statistics in Medicine 17, 1998, method 10).
 */
export declare function newcombe(a: Interval, b: Interval): Interval;
/** Successes among trials. */
export interface RatioInput {
    readonly x: number;
    readonly n: number;
}
/**
 * The ratio of two proportions, a to b, with Katz's log bounds (D. Katz et al., Biometrics 34, 1978): with
 * SE = sqrt(1/x1 - 1/n1 + 1/x2 - 1/n2), the ratio times exp(-z SE) and exp(z SE). Where a proportion is 0 or 1 these
 * bounds fail (SE leaves it out or is infinite), and Wilson's bounds of each proportion are combined instead: on the
 * log scale as by G. Y. Zou and A. Donner (Statistics in Medicine 27, 2008), or, of none, as their plain quotient.
 * @returns undefined when a group has no trials, or the second no successes
 */
export declare function ratioOf(a: RatioInput, b: RatioInput): Interval | undefined;
/** How far from equal two proportions are: the smaller over the larger. Of what is not known it may be anything. */
export declare function relation(a: RatioInput | undefined, b: RatioInput | undefined): Interval | undefined;
/** Groups of an axis that are compared with each other: the time grows with the square of their number. */
export declare const MOST_COMPARED = 500;
/** The samples of the groups that are compared. The others count as one group about which nothing is known. */
export declare function comparable<T>(samples: readonly (T | undefined)[]): readonly (T | undefined)[];
/**
 * The smallest ratio of one proportion to another, so bounded that comparing it with a lower limit decides as
 * comparing every pair would: `low` is at least the limit when every pair is proven to keep it, `high` is below the
 * limit when some pair is proven to break it. A ratio that is undefined may lie anywhere in [0, 1]. So may those of
 * proportions that are not compared because there are very many.
 * @returns undefined when no two proportions can be compared
 */
export declare function smallestRatio(stated: readonly (RatioInput | undefined)[]): Interval | undefined;
/** An interval as a rule reads it. */
export declare function asJson(interval: Interval): JsonObject;
