/**
 * The total by the advanced composition theorem (C. Dwork, G. Rothblum, S. Vadhan, FOCS 2010):
 * epsilon * sqrt(2 k ln(1/delta)) + k * epsilon * (e^epsilon - 1).
 * @param k number of releases
 * @param delta the part of delta that the theorem itself takes
 */
export declare function advancedComposition(epsilon: number, k: number, delta: number): number;
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
