import { logGamma } from "./exact.ts";
import { logSum, normalBelow, solve } from "./normal.ts";

// What several releases under differential privacy add up to. Pure formulas; which one counts is decided elsewhere.

/**
 * The smallest rho that a Gaussian release with a stated (epsilon, delta) may have. It is the smaller of two values:
 * the inverted zCDP conversion epsilon = rho + 2 sqrt(rho ln(1/delta)) (M. Bun, T. Steinke, TCC 2016, proposition 1.3),
 * and the classical calibration sigma = sqrt(2 ln(1.25/delta)) / epsilon (C. Dwork, A. Roth 2014, theorem A.1).
 */
export function minimumRho(epsilon: number, delta: number): number {
  const log = Math.log(1 / delta);
  const converted = (Math.sqrt(log + epsilon) - Math.sqrt(log)) ** 2;
  const classical = epsilon ** 2 / (4 * Math.log(1.25 / delta));
  return Math.min(converted, classical);
}

/** A Renyi divergence curve: the epsilon of each order above 1. */
export type RenyiCurve = (order: number) => number;

/** The curve of a mechanism with rho-zCDP: rho times the order. Exact for the Gaussian. */
export const gaussianCurve =
  (rho: number): RenyiCurve =>
  (order) =>
    rho * order;

/** The curve of the Laplace mechanism with pure epsilon (I. Mironov, CSF 2017, table II). */
export const laplaceCurve =
  (epsilon: number): RenyiCurve =>
  (order) => {
    const up = Math.log(order / (2 * order - 1)) + (order - 1) * epsilon;
    const down = Math.log((order - 1) / (2 * order - 1)) - order * epsilon;
    return logSum(up, down) / (order - 1);
  };

/** The curve of randomised response with a true answer e^epsilon times as likely as a false one (same table). */
export const responseCurve =
  (epsilon: number): RenyiCurve =>
  (order) => {
    const truth = -Math.log1p(Math.exp(-epsilon));
    const lie = truth - epsilon;
    return logSum(order * truth + (1 - order) * lie, order * lie + (1 - order) * truth) / (order - 1);
  };

/**
 * The epsilon of a Renyi curve by the tighter conversion of current accountants: the minimum over a of curve(a) + ln((a
 * - 1)/a) - (ln delta + ln a)/(a - 1) (C. Canonne, G. Kamath, T. Steinke, NeurIPS 2020, proposition 12). No accountant
 * of this kind gives less.
 */
export function renyiToEpsilon(curve: RenyiCurve, delta: number): number {
  const at = (order: number): number =>
    curve(order) + Math.log1p(-1 / order) - (Math.log(delta) + Math.log(order)) / (order - 1);
  return Math.max(minimizeOver(at), 0);
}

/** Golden ratio section. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The minimum of a function of the order that falls and then rises, over orders from 1 + 1e-6 to 1e9. */
function minimizeOver(f: (order: number) => number): number {
  const at = (log: number): number => f(1 + Math.exp(log));
  let [from, to] = [Math.log(1e-6), Math.log(1e9)];
  for (let step = 0; step < 120; step++) {
    const width = (to - from) * GOLDEN;
    if (at(to - width) <= at(from + width)) to = from + width;
    else from = to - width;
  }
  return at((from + to) / 2);
}

/**
 * The delta of the Gaussian mechanism at an epsilon (B. Balle, Y.-X. Wang, Improving the Gaussian Mechanism, ICML 2018,
 * theorem 8): N(mu / 2 - epsilon / mu) - e^epsilon N(-mu / 2 - epsilon / mu). Exact, not a bound.
 * @param mu sensitivity over the standard deviation of the noise; of k releases, the root of the sum of squares
 */
export const gaussianDelta = (mu: number, epsilon: number): number =>
  normalBelow(mu / 2 - epsilon / mu) - Math.exp(epsilon) * normalBelow(-mu / 2 - epsilon / mu);

/** The epsilon of the Gaussian mechanism at a delta, to 1e-12: the inverse of `gaussianDelta`, 0 when that is less. */
export function gaussianEpsilon(mu: number, delta: number): number {
  if (gaussianDelta(mu, 0) <= delta) return 0;
  const most = (mu * mu) / 2 + mu * Math.sqrt(2 * Math.log(1 / delta)) + 1;
  return solve((epsilon) => -gaussianDelta(mu, epsilon), -delta, 0, most);
}

/** Steps of the trapezoidal rule per integral, at most; an order that takes more is left out. */
const NODES = 25_000;

/**
 * The curve of a Gaussian release on a sample into which each person comes with a probability, as in DP-SGD
 * (I. Mironov, K. Talwar, L. Zhang, Renyi Differential Privacy of the Sampled Gaussian Mechanism, 2019, section 3.3):
 * ln E[(1 - q + q exp((2z - 1) / (2 sigma^2)))^a] / (a - 1) over z from N(0, sigma^2). The trapezoidal rule gives the
 * integral to rounding, as its integrand is analytic in a strip of pi sigma^2 (L. N. Trefethen, J. A. C. Weideman, SIAM
 * Review 56, 2014).
 * @param sigma standard deviation of the noise over the clipping norm
 * @param q sampling rate
 */
export const sampledGaussianCurve =
  (sigma: number, q: number): RenyiCurve =>
  (order) => {
    const variance = sigma * sigma;
    if (q === 1) return order / (2 * variance);
    const [from, to] = [-12 * sigma, order + 12 * sigma];
    const step = Math.min(sigma, variance) / 2;
    if ((to - from) / step > NODES) return Infinity;
    let [largest, sum] = [-Infinity, 0];
    for (let z = from; z <= to; z += step) {
      const exponent = (2 * z - 1) / (2 * variance);
      const ratio =
        exponent > 0 ? exponent + Math.log(q + (1 - q) * Math.exp(-exponent)) : Math.log1p(q * Math.expm1(exponent));
      const log = order * ratio - (z * z) / (2 * variance);
      if (log > largest) [largest, sum] = [log, sum * Math.exp(largest - log) + 1];
      else sum += Math.exp(log - largest);
    }
    return Math.max(0, largest + Math.log(sum * step) - Math.log(sigma * Math.sqrt(2 * Math.PI))) / (order - 1);
  };

/**
 * The orders that accountants go by, those of dp-accounting 0.6.0: a total that people state comes from them, and none
 * of a finer list is above it. At a fractional order its sum of absolute values is a bound from above, so that its total
 * may be a few percent above the exact one here; at whole orders both are the same.
 */
const ORDERS = [
  ...Array.from({ length: 99 }, (_, i) => 1 + (i + 1) / 10),
  ...Array.from({ length: 53 }, (_, i) => 11 + i),
  128,
  256,
  512,
  1024,
];

/** The epsilon of a Renyi curve by the conversion of `renyiToEpsilon`, over the orders of accountants alone. */
export function accountedEpsilon(curve: RenyiCurve, delta: number, orders: readonly number[] = ORDERS): number {
  const each = orders.map(
    (order) => curve(order) + Math.log1p(-1 / order) - (Math.log(delta) + Math.log(order)) / (order - 1),
  );
  return Math.max(0, Math.min(...each));
}

/** Releases for which the sum of the optimal composition is worked out. */
const MOST_RELEASES = 1e5;

/**
 * The least epsilon that k releases have together when no more is known of each than its epsilon and delta: the optimal
 * composition (P. Kairouz, S. Oh, P. Viswanath, The Composition Theorem for Differential Privacy, ICML 2015, theorem
 * 3.3). It is the exact epsilon of k randomised responses, whose losses are (2m - k) epsilon with m of them true, at the
 * delta that is left of 1 - (1 - delta) / (1 - delta of one release)^k.
 * @returns undefined for more than 100,000 releases; infinite when the releases use up delta
 */
export function optimalComposition(epsilon: number, k: number, delta: number, each: number = 0): number | undefined {
  if (k > MOST_RELEASES) return undefined;
  const left = -Math.expm1(Math.log1p(-delta) - k * Math.log1p(-each));
  if (left < -1e-15) return Infinity;
  const truth = -Math.log1p(Math.exp(-epsilon));
  let [mass, weighted] = [-Infinity, -Infinity];
  for (let m = k; 2 * m > k; m--) {
    const loss = (2 * m - k) * epsilon;
    const slack = left > 0 ? mass + Math.log1p(-left * Math.exp(-mass)) : mass;
    // Between two losses delta falls as mass - e^epsilon weighted: the epsilon is found where it meets what is left.
    if (mass > Math.log(left) && slack - weighted >= loss) return slack - weighted;
    if (left <= 0) return k * epsilon;
    const share = logGamma(k + 1) - logGamma(m + 1) - logGamma(k - m + 1) + k * truth - (k - m) * epsilon;
    [mass, weighted] = [logSum(mass, share), logSum(weighted, share - loss)];
  }
  const slack = mass + Math.log1p(-left * Math.exp(-mass));
  return mass > Math.log(left) ? Math.max(0, slack - weighted) : 0;
}
