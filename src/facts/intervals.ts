import type { JsonObject } from "../model/json.ts";
import { emptyObject } from "../model/json.ts";

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
 * @returns undefined when there are no trials: the proportion is undefined, not zero
 */
export function wilson(x: number, n: number): Interval | undefined {
  if (n <= 0) return undefined;
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

/**
 * The largest absolute difference among proportions, so bounded that comparing it with a tolerance decides as
 * comparing every pair would: `high` is at most the tolerance when every pair is proven inside, `low` is above it
 * when some pair is proven outside. An undefined proportion may lie anywhere in [0, 1].
 * @returns undefined when fewer than two proportions are given
 */
export function largestGap(proportions: readonly (Interval | undefined)[]): Interval | undefined {
  if (proportions.length < 2) return undefined;
  let gap: Interval = { value: 0, low: 0, high: 0 };
  proportions.forEach((a, i) => {
    for (const b of proportions.slice(i + 1)) gap = wider(gap, absoluteDifference(a, b));
  });
  return gap;
}

function absoluteDifference(a: Interval | undefined, b: Interval | undefined): Interval {
  if (!a || !b) return { value: 0, low: 0, high: 1 };
  const { value, low, high } = newcombe(a, b);
  return { value: Math.abs(value), low: Math.max(0, low, -high), high: Math.max(Math.abs(low), Math.abs(high)) };
}

function wider(a: Interval, b: Interval): Interval {
  return { value: Math.max(a.value, b.value), low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) };
}

/** An interval as a rule reads it. */
export function asJson(interval: Interval): JsonObject {
  return Object.assign(emptyObject(), { value: interval.value, low: interval.low, high: interval.high });
}
