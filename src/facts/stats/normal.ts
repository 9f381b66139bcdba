/** ln(e^a + e^b) without overflow. */
export function logSum(a: number, b: number): number {
  const most = Math.max(a, b);
  return most === -Infinity ? -Infinity : most + Math.log1p(Math.exp(Math.min(a, b) - most));
}

/** The complementary error function, by its series near zero and by its continued fraction beyond. */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  if (x > 27) return 0;
  if (x > 2) {
    // x + (1/2) / (x + 1 / (x + (3/2) / (x + ...))), from its end: n terms leave an error of about e^(-2x sqrt(2n)).
    let fraction = x;
    for (let i = Math.ceil(180 / (x * x)) + 8; i > 0; i--) fraction = x + i / 2 / fraction;
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
