// What several releases under differential privacy add up to. Pure formulas; which one counts is decided elsewhere.

/**
 * The total by the advanced composition theorem (C. Dwork, G. Rothblum, S. Vadhan, FOCS 2010):
 * epsilon * sqrt(2 k ln(1/delta)) + k * epsilon * (e^epsilon - 1).
 * @param k number of releases
 * @param delta the part of delta that the theorem itself takes
 */
export function advancedComposition(epsilon: number, k: number, delta: number): number {
  return epsilon * Math.sqrt(2 * k * Math.log(1 / delta)) + k * epsilon * Math.expm1(epsilon);
}

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

/** ln(e^a + e^b) without overflow. */
function logSum(a: number, b: number): number {
  const most = Math.max(a, b);
  return most + Math.log(Math.exp(a - most) + Math.exp(b - most));
}

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
