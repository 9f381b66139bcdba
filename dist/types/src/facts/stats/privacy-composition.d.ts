/**
 * The smallest rho that a Gaussian release with a stated (epsilon, delta) may have. It is the smaller of two values:
 * the inverted zCDP conversion epsilon = rho + 2 sqrt(rho ln(1/delta)) (M. Bun, T. Steinke, TCC 2016, proposition 1.3),
 * and the classical calibration sigma = sqrt(2 ln(1.25/delta)) / epsilon (C. Dwork, A. Roth 2014, theorem A.1).
 */
export declare function minimumRho(epsilon: number, delta: number): number;
/** A Renyi divergence curve: the epsilon of each order above 1. */
export type RenyiCurve = (order: number) => number;
/** The curve of a mechanism with rho-zCDP: rho times the order. Exact for the Gaussian. */
export declare const gaussianCurve: (rho: number) => RenyiCurve;
/** The curve of the Laplace mechanism with pure epsilon (I. Mironov, CSF 2017, table II). */
export declare const laplaceCurve: (epsilon: number) => RenyiCurve;
/** The curve of randomised response with a true answer e^epsilon times as likely as a false one (same table). */
export declare const responseCurve: (epsilon: number) => RenyiCurve;
/**
 * The epsilon of a Renyi curve by the tighter conversion of current accountants: the minimum over a of curve(a) + ln((a
 * - 1)/a) - (ln delta + ln a)/(a - 1) (C. Canonne, G. Kamath, T. Steinke, NeurIPS 2020, proposition 12). No accountant
 * of this kind gives less.
 */
export declare function renyiToEpsilon(curve: RenyiCurve, delta: number): number;
/**
 * The delta of the Gaussian mechanism at an epsilon (B. Balle, Y.-X. Wang, Improving the Gaussian Mechanism, ICML 2018,
 * theorem 8): N(mu / 2 - epsilon / mu) - e^epsilon N(-mu / 2 - epsilon / mu). Exact, not a bound.
 * @param mu sensitivity over the standard deviation of the noise; of k releases, the root of the sum of squares
 */
export declare const gaussianDelta: (mu: number, epsilon: number) => number;
/** The epsilon of the Gaussian mechanism at a delta, to 1e-12: the inverse of `gaussianDelta`, 0 when that is less. */
export declare function gaussianEpsilon(mu: number, delta: number): number;
/**
 * The curve of a Gaussian release on a sample into which each person comes with a probability, as in DP-SGD
 * (I. Mironov, K. Talwar, L. Zhang, Renyi Differential Privacy of the Sampled Gaussian Mechanism, 2019, section 3.3):
 * ln E[(1 - q + q exp((2z - 1) / (2 sigma^2)))^a] / (a - 1) over z from N(0, sigma^2). The trapezoidal rule gives the
 * integral to rounding, as its integrand is analytic in a strip of pi sigma^2 (L. N. Trefethen, J. A. C. Weideman, SIAM
 * Review 56, 2014).
 * @param sigma standard deviation of the noise over the clipping norm
 * @param q sampling rate
 */
export declare const sampledGaussianCurve: (sigma: number, q: number) => RenyiCurve;
/** The epsilon of a Renyi curve by the conversion of `renyiToEpsilon`, over the orders of accountants alone. */
export declare function accountedEpsilon(curve: RenyiCurve, delta: number, orders?: readonly number[]): number;
/**
 * The least epsilon that k releases have together when no more is known of each than its epsilon and delta: the optimal
 * composition (P. Kairouz, S. Oh, P. Viswanath, The Composition Theorem for Differential Privacy, ICML 2015, theorem
 * 3.3). It is the exact epsilon of k randomised responses, whose losses are (2m - k) epsilon with m of them true, at the
 * delta that is left of 1 - (1 - delta) / (1 - delta of one release)^k.
 * @returns undefined for more than 100,000 releases; infinite when the releases use up delta
 */
export declare function optimalComposition(epsilon: number, k: number, delta: number, each?: number): number | undefined;
