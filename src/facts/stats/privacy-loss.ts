import { type Complex, multiplyByPower, transform, zeros } from "./fourier.ts";
import { normalBelow } from "./special-functions.ts";

/**
 * The distribution of the privacy loss of one release, ln of how much likelier its result is with a person than
 * without, under the data with that person (D. Sommer, S. Meiser, E. Mohammadi, PoPETs 2019).
 */
export interface PrivacyLoss {
  /** The probability of a loss of at most this, and of more than this, each exact where it is small. */
  readonly below: (loss: number) => number;
  readonly above: (loss: number) => number;
  readonly mean: number;
  /** The range that holds all losses but those that happen with a probability below 1e-15. */
  readonly least: number;
  readonly most: number;
}

/** Standard deviations of a normal distribution that hold all but 1e-15 of it. */
const DEVIATIONS = 8;

/** The loss of the Laplace mechanism with pure epsilon. */
export function laplaceLoss(epsilon: number): PrivacyLoss {
  const below = (loss: number): number =>
    loss < -epsilon ? 0 : loss >= epsilon ? 1 : Math.exp((loss - epsilon) / 2) / 2;
  return {
    below,
    above: (loss) => 1 - below(loss),
    mean: epsilon + Math.expm1(-epsilon),
    least: -epsilon,
    most: epsilon,
  };
}

/** The loss of randomised response with a true answer e^epsilon times as likely as a false one. */
export function responseLoss(epsilon: number): PrivacyLoss {
  const lie = 1 / (1 + Math.exp(epsilon));
  const below = (loss: number): number => (loss < -epsilon ? 0 : loss >= epsilon ? 1 : lie);
  return {
    below,
    above: (loss) => 1 - below(loss),
    mean: epsilon * (1 - 2 * lie),
    least: -epsilon,
    most: epsilon,
  };
}

/**
 * The loss of a Gaussian release on a sample into which each person comes with a probability (M. Abadi et al., CCS 2016):
 * x is drawn from (1 - q) N(0, sigma^2) + q N(1, sigma^2), its loss is ln(1 - q + q exp((2x - 1) / (2 sigma^2))).
 * @param sigma standard deviation of the noise over the sensitivity
 * @param q sampling rate, 1 for a release on all data
 */
export function gaussianLoss(sigma: number, q: number = 1): PrivacyLoss {
  const variance = sigma * sigma;
  const lossAt = (x: number): number => {
    const exponent = (2 * x - 1) / (2 * variance);
    if (exponent > 0) return exponent + Math.log(q + (1 - q) * Math.exp(-exponent));
    return Math.log1p(q * Math.expm1(exponent));
  };
  const resultOf = (loss: number): number => {
    const inner = loss > 0 ? 1 - (1 - q) * Math.exp(-loss) : Math.exp(loss) - (1 - q);
    if (inner <= 0) return -Infinity;
    return variance * ((loss > 0 ? loss : 0) + Math.log(inner / q)) + 0.5;
  };
  const mixture = (share: (shift: number) => number): number => (1 - q) * share(0) + q * share(1);
  return {
    below: (loss) => mixture((shift) => normalBelow((resultOf(loss) - shift) / sigma)),
    above: (loss) => mixture((shift) => normalBelow((shift - resultOf(loss)) / sigma)),
    mean: q === 1 ? 1 / (2 * variance) : meanLoss(lossAt, sigma, q),
    least: lossAt(-DEVIATIONS * sigma),
    most: lossAt(1 + DEVIATIONS * sigma),
  };
}

/** The mean loss, by the trapezoidal rule, which is exact to rounding for so smooth a function. */
function meanLoss(lossAt: (x: number) => number, sigma: number, q: number): number {
  const step = Math.min(sigma, sigma * sigma) / 3;
  const density = (x: number): number => Math.exp((-x * x) / (2 * sigma * sigma));
  let sum = 0;
  for (let x = -10 * sigma; x < 1 + 10 * sigma; x += step)
    sum += ((1 - q) * density(x) + q * density(x - 1)) * lossAt(x);
  return (sum * step) / (sigma * Math.sqrt(2 * Math.PI));
}

/** A release that is made several times. */
export interface Repeated {
  readonly loss: PrivacyLoss;
  readonly times: number;
}

/** A distribution on a grid: the probability of each multiple of the step, from the first index on. */
interface Grid {
  readonly first: number;
  readonly step: number;
  readonly shares: Float64Array;
  readonly mean: number;
}

/** Rounds losses to the nearest multiple of a step. */
function discretise({ below, above, least, most }: PrivacyLoss, step: number): Grid {
  const [first, last] = [Math.floor(least / step), Math.ceil(most / step)];
  const shares = new Float64Array(last - first + 1);
  let mean = 0;
  let [isUpper, before] = [false, below((first - 0.5) * step)];
  for (let i = 0; i < shares.length; i++) {
    const start = (first + i - 0.5) * step;
    if (!isUpper && before > 0.5) [isUpper, before] = [true, above(start)];
    const next = isUpper ? above(start + step) : below(start + step);
    const share = Math.max(0, isUpper ? before - next : next - before);
    shares[i] = share;
    mean += share * (first + i) * step;
    before = next;
  }
  return { first, step, shares, mean };
}

/** The logarithm of the moment-generating function around the mean. */
function logMoment({ first, step, shares, mean }: Grid, order: number): number {
  let sum = 0;
  shares.forEach((share, i) => (sum += share * Math.exp(order * ((first + i) * step - mean))));
  return Math.log(sum);
}

/** Steps of a grid that is only there to see how far the sum of losses goes. */
const COARSE = 2000;

/**
 * How far above and below its mean the sum of losses goes but with a probability of eta, by the bound of H. Chernoff
 * (Annals of Mathematical Statistics 23, 1952).
 */
function reach(parts: readonly Repeated[], eta: number): { up: number; down: number } {
  const grids = parts.map(({ loss, times }) => ({
    times,
    grid: discretise(loss, (loss.most - loss.least) / COARSE),
  }));
  const bound = (sign: 1 | -1): number => {
    let least = Infinity;
    for (let exponent = -4; exponent <= 9; exponent += 0.5) {
      const order = 2 ** exponent;
      const total = grids.reduce((sum, { grid, times }) => sum + times * logMoment(grid, sign * order), 0);
      if (Number.isFinite(total)) least = Math.min(least, (total + Math.log(1 / eta)) / order);
    }
    return least;
  };
  return { up: bound(1), down: bound(-1) };
}

/** The sum of losses on a circle of n steps. */
function convolve(grids: readonly { readonly grid: Grid; readonly times: number }[], n: number): Complex {
  const total = zeros(n);
  total.re.fill(1);
  for (const { grid, times } of grids) {
    const one = zeros(n);
    grid.shares.forEach((share, i) => {
      const at = (((grid.first + i) % n) + n) % n;
      one.re[at] = (one.re[at] as number) + share;
    });
    transform(one, -1);
    multiplyByPower(total, one, times);
  }
  transform(total, 1);
  return total;
}

/**
 * The epsilon at which the sum over losses l above it of p(l) (1 - e^(epsilon - l)) is delta (B. Balle, Y.-X. Wang, ICML
 * 2018, theorem 5), 0 when it is less even there.
 */
function epsilonAt(losses: (i: number) => number, shares: (i: number) => number, count: number, delta: number): number {
  // `weighted` is the sum of p(l) e^(at - l), so that large losses do not underflow.
  let [mass, weighted, at] = [0, 0, 0];
  for (let i = count - 1; i >= 0; i--) {
    const loss = losses(i);
    if (loss <= 0) break;
    const next = weighted * Math.exp(loss - at);
    if (mass - next >= delta) return at + Math.log((mass - delta) / weighted);
    const share = Math.max(0, shares(i));
    [mass, weighted, at] = [mass + share, (i === count - 1 ? 0 : next) + share, loss];
  }
  return mass - weighted * Math.exp(-at) > delta ? at + Math.log((mass - delta) / weighted) : 0;
}

/** Arithmetic errors of all probabilities of a transform together. */
const NOISE = 2e-13;

/** Shares of delta that a bound may spend: on what is beyond the grid, and on rounding to it. */
const SPENT = 1e-3;

/**
 * A lower bound of the epsilon that releases have together, on the same people, at a delta: no right accountant gives
 * less. The losses are rounded to a grid that keeps their mean and added up by Fourier transforms, as by S. Gopi,
 * Y. T. Lee and L. Wutschitz (Numerical Composition of Differential Privacy, NeurIPS 2021); the rounding errors of k
 * releases reach h sqrt(k ln(2 / eta) / 2) but with a probability of eta (W. Hoeffding, JASA 58, 1963).
 * @returns undefined where the grid is too coarse for the number of releases, or delta is too small for it
 */
export function leastEpsilon(parts: readonly Repeated[], delta: number): number | undefined {
  const times = parts.reduce((sum, part) => sum + part.times, 0);
  if (delta < 1e-11 || delta >= 1 || times > 1e7) return undefined;
  const eta = (delta * SPENT) / 4;
  const { up, down } = reach(parts, eta);
  const n = times > 1000 ? 2 ** 18 : 2 ** 16;
  const step = (up + down) / n;
  if (!Number.isFinite(step) || step <= 0) return undefined;
  if (parts.some(({ loss }) => (loss.most - loss.least) / step > 8 * n)) return undefined;
  const grids = parts.map((part) => ({ grid: discretise(part.loss, step), times: part.times }));
  const sum = convolve(grids, n);
  const rounded = grids.reduce((total, { grid, times: k }) => total + k * grid.mean, 0);
  const exact = parts.reduce((total, { loss, times: k }) => total + k * loss.mean, 0);
  const first = Math.round((rounded - down) / step);
  const lossAt = (i: number): number => (first + i) * step + exact - rounded;
  const shareAt = (i: number): number => (sum.re[(((first + i) % n) + n) % n] as number) / n;
  const epsilon = epsilonAt(lossAt, shareAt, n, delta * (1 + SPENT) + NOISE);
  return Math.max(0, epsilon - step * Math.sqrt((times * Math.log(2 / eta)) / 2));
}
