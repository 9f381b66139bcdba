// The population stability index, and how large it gets when nothing has changed.

/** Tolerance for rounded shares that should add up to 1. */
const ROUNDING = 0.01;

/** Checks whether numbers are the shares of two or more bins. */
export function areShares(shares: readonly number[]): boolean {
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.length > 1 && shares.every((share) => share >= 0) && Math.abs(total - 1) <= ROUNDING + 1e-9;
}

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
export function populationStabilityIndex(
  expected: readonly number[],
  actual: readonly number[],
  sizes: WindowSizes = {},
): number | undefined {
  const half = (size: number | undefined): number => (size === undefined || size <= 0 ? 0 : 0.5 / size);
  const [leastExpected, leastActual] = [half(sizes.expected), half(sizes.actual)];
  const index = expected.reduce((sum, share, i) => {
    const other = actual[i] ?? 0;
    if (share === 0 && other === 0) return sum;
    const [e, a] = [share || leastExpected, other || leastActual];
    return sum + (a - e) * Math.log(a / e);
  }, 0);
  return Number.isFinite(index) ? index : undefined;
}

/**
 * The index that 95 of 100 windows of these sizes do not exceed without drift: (1/n + 1/m) times the 95 % quantile of
 * chi-squared, with one degree of freedom less than there are bins (B. Yurdakul, dissertation, Western Michigan
 * University, 2018).
 */
export function psiCriticalValue(bins: number, n: number, m: number): number {
  return (1 / n + 1 / m) * chiSquaredQuantile(0.95, bins - 1);
}

/** The logarithm of the gamma function at half an integer. */
function logGammaOfHalf(twice: number): number {
  let log = twice % 2 === 0 ? 0 : Math.log(Math.PI) / 2;
  for (let a = twice % 2 === 0 ? 1 : 0.5; a < twice / 2; a++) log += Math.log(a);
  return log;
}

/** The distribution function of chi-squared at x, by the series of the incomplete gamma function. */
function chiSquaredBelow(x: number, freedom: number): number {
  if (x <= 0) return 0;
  const [a, half] = [freedom / 2, x / 2];
  let term = 1 / a;
  let sum = term;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= half / (a + k);
    sum += term;
  }
  return sum * Math.exp(a * Math.log(half) - half - logGammaOfHalf(freedom));
}

/** The quantile of chi-squared, by bisection. */
export function chiSquaredQuantile(share: number, freedom: number): number {
  let [low, high] = [0, freedom + 20 * Math.sqrt(freedom) + 20];
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (chiSquaredBelow(middle, freedom) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
