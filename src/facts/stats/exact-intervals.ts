import type { Interval } from "./intervals.ts";
import { betaBelow, gammaBelow, solve } from "./special-functions.ts";

/**
 * The exact interval of a proportion (C. J. Clopper, E. S. Pearson, Biometrika 26, 1934), which holds the true
 * proportion at least as often as stated, however few the trials are.
 * @param level the share of intervals that hold it
 * @returns undefined without trials, and for counts that cannot be
 */
export function clopperPearson(x: number, n: number, level: number = 0.95): Interval | undefined {
  if (n <= 0 || x < 0 || x > n) return undefined;
  const tail = (1 - level) / 2;
  return {
    value: x / n,
    low: x === 0 ? 0 : solve((p) => betaBelow(p, x, n - x + 1), tail, 0, 1),
    high: x === n ? 1 : solve((p) => betaBelow(p, x + 1, n - x), 1 - tail, 0, 1),
  };
}

/**
 * The exact interval of the mean of a Poisson count (F. Garwood, Biometrika 28, 1936).
 * @param x events counted
 */
export function poissonInterval(x: number, level: number = 0.95): Interval {
  const tail = (1 - level) / 2;
  const most = x + 20 * Math.sqrt(x + 1) + 40;
  return {
    value: x,
    low: x === 0 ? 0 : solve((mean) => gammaBelow(mean, x), tail, 0, most),
    high: solve((mean) => gammaBelow(mean, x + 1), 1 - tail, 0, most),
  };
}
