import type { Interval, RatioInput } from "./intervals.ts";

/** Coefficients of Lanczos' approximation with g = 7 (C. Lanczos, SIAM Journal on Numerical Analysis B 1, 1964). */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** The logarithm of the gamma function of a positive number. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const y = x - 1;
  let sum = lanczos[0] as number;
  for (let i = 0; i + 1 < lanczos.length; i++) sum += (lanczos[i + 1] as number) / (y + i + 1);
  const t = y + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum);
}

const PRECISION = 1e-15;
const TINY = 1e-300;
/** More terms than any count up to ten millions needs. */
const MOST_TERMS = 20_000;

const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** The continued fraction of the incomplete beta function, by Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m < MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < PRECISION) break;
  }
  return result;
}

/** The logarithm of one over the beta function. */
const logBetaFactor = (a: number, b: number): number => logGamma(a + b) - logGamma(a) - logGamma(b);

/**
 * The regularised incomplete beta function I_x(a, b), for positive a and b (DLMF 8.17.22).
 * @param factor the `logBetaFactor` of a and b, which many x share
 */
export function incompleteBeta(x: number, a: number, b: number, factor = logBetaFactor(a, b)): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(factor + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/** The lower regularised incomplete gamma function P(a, x), by its series or its continued fraction (DLMF 8.11, 8.9). */
export function incompleteGamma(a: number, x: number): number {
  if (x <= 0) return 0;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < MOST_TERMS && term > sum * PRECISION; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return front * sum;
  }
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let result = d;
  for (let n = 1; n < MOST_TERMS; n++) {
    const an = n * (a - n);
    b += 2;
    d = 1 / (an * d + b || TINY);
    c = b + an / c || TINY;
    result *= d * c;
    if (Math.abs(d * c - 1) < PRECISION) break;
  }
  return 1 - front * result;
}

/** Where a growing function reaches a level, by halving an interval that holds the place. */
function inverse(grows: (x: number) => number, level: number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let i = 0; i < 200 && high - low > 1e-13 * Math.max(1e-3, high); i++) {
    const middle = (low + high) / 2;
    if (grows(middle) < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The proportion at which x or more successes of n have a given chance: where I_p(x, n - x + 1) reaches it. Newton's
 * method on the logarithm, which is concave, with halving wherever a step leaves the interval that holds the root.
 */
function lowerLimit(x: number, n: number, alpha: number): number {
  if (x === 0) return 0;
  const [a, b] = [x, n - x + 1];
  const factor = logBetaFactor(a, b);
  let [low, high, p] = [0, x / n, x / n];
  for (let i = 0; i < 100; i++) {
    const chance = incompleteBeta(p, a, b, factor);
    if (chance < alpha) low = p;
    else high = p;
    const density = Math.exp(factor + (a - 1) * Math.log(p) + (b - 1) * Math.log1p(-p));
    const step = (chance * Math.log(chance / alpha)) / density;
    if (Math.abs(step) < 1e-13 || high - low < 1e-14) break;
    p = p - step > low && p - step < high ? p - step : (low + high) / 2;
  }
  return p;
}

/** Intervals by the probability of error, the trials and the successes. */
const limits = new Map<number, Map<number, Map<number, Interval>>>();
const MOST_LIMITS = 20_000;
let countOfLimits = 0;

/** The intervals that are known of so many trials, by their successes. */
function knownLimits(alpha: number, n: number): Map<number, Interval> {
  // Deployments share reports, and rates share groups.
  if (countOfLimits >= MOST_LIMITS) {
    limits.clear();
    countOfLimits = 0;
  }
  const byTrials = limits.get(alpha) ?? new Map<number, Map<number, Interval>>();
  const bySuccesses = byTrials.get(n) ?? new Map<number, Interval>();
  limits.set(alpha, byTrials.set(n, bySuccesses));
  return bySuccesses;
}

const isPossible = ({ x, n }: RatioInput): boolean => n > 0 && x >= 0 && x <= n;

/**
 * The exact interval of a proportion (C. J. Clopper and E. S. Pearson, Biometrika 26, 1934). Each bound alone is wrong
 * with at most the given probability. Successes and trials need not be whole: a design effect divides both.
 * @param alpha probability of error of each bound
 * @returns undefined when there are no trials, or for counts that cannot be
 */
export function clopperPearson({ x, n }: RatioInput, alpha: number): Interval | undefined {
  if (!isPossible({ x, n })) return undefined;
  const limitsOfTrials = knownLimits(alpha, n);
  const known = limitsOfTrials.get(x);
  if (known) return known;
  const interval = { value: x / n, low: lowerLimit(x, n, alpha), high: 1 - lowerLimit(n - x, n, alpha) };
  limitsOfTrials.set(x, interval);
  countOfLimits += 1;
  return interval;
}

/** Far more than the errors of `incompleteBeta`. */
const MARGIN = 1 + 1e-6;

/**
 * True if the lower bound of `clopperPearson` is certainly below a proportion. One step instead of the dozen that the
 * bound takes.
 */
export function isLowerBoundBelow(p: number, { x, n }: RatioInput, alpha: number): boolean {
  return isPossible({ x, n }) && (x === 0 ? p > 0 : incompleteBeta(p, x, n - x + 1) > alpha * MARGIN);
}

/**
 * The exact interval of the mean of a Poisson count (F. Garwood, Biometrika 28, 1936). Each bound alone is wrong with
 * at most the given probability.
 */
export function garwood(events: number, alpha: number): Interval {
  const most = (events + 1) * 2 + 100 - 10 * Math.log(alpha);
  return {
    value: events,
    low: events === 0 ? 0 : inverse((mean) => incompleteGamma(events, mean), alpha, 0, events),
    high: inverse((mean) => incompleteGamma(events + 1, mean), 1 - alpha, events, most),
  };
}

/** The standard normal number that is exceeded with a chance below one half. */
export function normalQuantile(exceeded: number): number {
  // Its square has a gamma distribution with shape 1/2 and scale 2 (DLMF 7.11.1).
  return Math.sqrt(2 * inverse((x) => incompleteGamma(0.5, x), 1 - 2 * exceeded, 0, 800));
}
