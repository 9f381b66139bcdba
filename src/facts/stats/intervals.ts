import type { JsonObject } from "../../util/json.ts";
import { emptyObject } from "../../util/json.ts";

/** A point estimate with its 95 % bounds. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % quantile of the standard normal distribution. */
const Z = 1.959963984540054;

/**
 * The Wilson score interval of a proportion, without continuity correction (E. B. Wilson, JASA 22, 1927).
 * @param x successes
 * @param n trials
 * @returns undefined when there are no trials: the proportion is undefined, not zero; and for counts that cannot be
 */
export function wilson(x: number, n: number): Interval | undefined {
  if (n <= 0 || x < 0 || x > n) return undefined;
  const p = x / n;
  const d = 1 + (Z * Z) / n;
  const centre = (p + (Z * Z) / (2 * n)) / d;
  const half = (Z / d) * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n));
  return { value: p, low: x === 0 ? 0 : centre - half, high: x === n ? 1 : centre + half };
}

/**
 * Newcombe's hybrid score interval of a difference of independent proportions, a minus b
 * (R. G. Newcombe, Statistics in Medicine 17, 1998, method 10).
 */
export function newcombe(a: Interval, b: Interval): Interval {
  const value = a.value - b.value;
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  };
}

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
export function ratioOf(a: RatioInput, b: RatioInput): Interval | undefined {
  const [p, q] = [wilson(a.x, a.n), wilson(b.x, b.n)];
  if (!p || !q || q.value === 0) return undefined;
  if (p.value === 0) return { value: 0, low: 0, high: p.high / q.low };
  const value = p.value / q.value;
  if (p.value < 1 && q.value < 1) {
    const spread = Math.exp(Z * Math.sqrt(1 / a.x - 1 / a.n + 1 / b.x - 1 / b.n));
    return { value, low: value / spread, high: value * spread };
  }
  const down = Math.hypot(Math.log(p.value / p.low), Math.log(q.high / q.value));
  const up = Math.hypot(Math.log(p.high / p.value), Math.log(q.value / q.low));
  return { value, low: value * Math.exp(-down), high: value * Math.exp(up) };
}

/** How far from equal two proportions are: the smaller over the larger. Of what is not known it may be anything. */
export function relation(a: RatioInput | undefined, b: RatioInput | undefined): Interval | undefined {
  if (!a || !b) return undefined;
  const [less, more] = a.x * b.n <= b.x * a.n ? [a, b] : [b, a];
  const ratio = ratioOf(less, more);
  if (!ratio) return undefined;
  // Beyond 1 the other group would be the smaller one, and its ratio counts.
  const crosses = ratio.high > 1;
  return {
    value: ratio.value,
    low: crosses ? Math.min(ratio.low, 1 / ratio.high) : ratio.low,
    high: Math.min(ratio.high, 1),
  };
}

/** Groups of an axis that are compared with each other: the time grows with the square of their number. */
export const MOST_COMPARED = 500;

/** The samples of the groups that are compared. The others count as one group about which nothing is known. */
export function comparable<T>(samples: readonly (T | undefined)[]): readonly (T | undefined)[] {
  return samples.length > MOST_COMPARED ? [...samples.slice(0, MOST_COMPARED), undefined] : samples;
}

/**
 * The smallest ratio of one proportion to another, so bounded that comparing it with a lower limit decides as
 * comparing every pair would: `low` is at least the limit when every pair is proven to keep it, `high` is below the
 * limit when some pair is proven to break it. A ratio that is undefined may lie anywhere in [0, 1]. So may those of
 * proportions that are not compared because there are very many.
 * @returns undefined when no two proportions can be compared
 */
export function smallestRatio(stated: readonly (RatioInput | undefined)[]): Interval | undefined {
  const shares = comparable(stated);
  const pairs = shares.flatMap((a, i) => shares.slice(i + 1).map((b) => relation(a, b)));
  if (!pairs.some((pair) => pair !== undefined)) return undefined;
  const least = (bound: keyof Interval, unknown: number): number =>
    pairs.reduce((least, pair) => Math.min(least, pair?.[bound] ?? unknown), 1);
  return { value: least("value", 1), low: least("low", 0), high: least("high", 1) };
}

/** An interval as a rule reads it. */
export function asJson(interval: Interval): JsonObject {
  return Object.assign(emptyObject(), { value: interval.value, low: interval.low, high: interval.high });
}
