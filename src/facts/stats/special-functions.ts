// Functions that the distributions of this folder need, with a relative error below 1e-13 over their range.

/** ln(e^a + e^b) without overflow. */
export function logSum(a: number, b: number): number {
  const most = Math.max(a, b);
  return most === -Infinity ? -Infinity : most + Math.log1p(Math.exp(Math.min(a, b) - most));
}

/** The coefficients of C. Lanczos, SIAM Journal on Numerical Analysis B 1, 1964, for g = 7 and nine terms. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** The logarithm of the gamma function of a positive number. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const t = x + 6.5;
  const sum = LANCZOS.reduce((total, coefficient, i) => (i === 0 ? coefficient : total + coefficient / (x + i - 1)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** The most terms of a series or a continued fraction. */
const TERMS = 20_000;

/** A continued fraction b0 + a1 / (b1 + a2 / (b2 + ...)), by the method of W. Lentz (Applied Optics 15, 1976). */
function continuedFraction(b0: number, term: (i: number) => readonly [a: number, b: number]): number {
  const tiny = 1e-300;
  let [value, c, d] = [b0 || tiny, b0 || tiny, 0];
  for (let i = 1; i < TERMS; i++) {
    const [a, b] = term(i);
    d = 1 / (b + a * d || tiny);
    c = b + a / c || tiny;
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return value;
}

/** The complementary error function, by its series near zero and by its continued fraction beyond. */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  if (x > 27) return 0;
  if (x > 2) {
    const fraction = continuedFraction(x, (i) => [i / 2, x]);
    return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
  }
  let [term, sum] = [x, x];
  for (let n = 1; Math.abs(term) > 1e-17 * sum; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** The share of a standard normal distribution below a number, exact in its lower tail. */
export const normalBelow = (z: number): number => erfc(-z / Math.SQRT2) / 2;

/** The regularised incomplete beta function, the share of a beta distribution below x. */
export function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaBelow(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  const fraction = continuedFraction(1, (i) => {
    const m = Math.floor(i / 2);
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    return [i % 2 === 0 ? even : odd, 1];
  });
  return front / (a * fraction);
}

/** The regularised lower incomplete gamma function, the share of a gamma distribution of scale one below x. */
export function gammaBelow(x: number, a: number): number {
  if (x <= 0) return 0;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x > a + 1) return 1 - front / continuedFraction(x + 1 - a, (i) => [-i * (i - a), x + 2 * i + 1 - a]);
  let [term, sum] = [1 / a, 1 / a];
  for (let n = 1; n < TERMS && term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return front * sum;
}

/** Where an increasing function reaches a value, by bisection. */
export function solve(f: (x: number) => number, value: number, low: number, high: number): number {
  let [from, to] = [low, high];
  for (let step = 0; step < 100 && to - from > 1e-16 * Math.abs(to); step++) {
    const middle = (from + to) / 2;
    if (f(middle) < value) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}
