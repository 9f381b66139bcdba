// Random numbers from a seed, so that a simulation says the same wherever it runs.

/** A generator of uniform numbers in [0, 1): mulberry32 (T. Ettinger, 2017, public domain). */
export function uniform(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A standard normal number (G. E. P. Box and M. E. Muller, 1958). */
export function normal(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Successes of n trials: by the distances between them while few are expected (L. Devroye, 1986), else by a normal number. */
export function binomial(random, n, p) {
  if (p > 0.5) return n - binomial(random, n, 1 - p);
  if (p <= 0 || n <= 0) return 0;
  if (n * p < 60) {
    let [count, position] = [0, 0];
    const log = Math.log1p(-p);
    for (;;) {
      position += Math.floor(Math.log(1 - random()) / log) + 1;
      if (position > n) return count;
      count += 1;
    }
  }
  const drawn = Math.round(n * p + normal(random) * Math.sqrt(n * p * (1 - p)));
  return Math.min(n, Math.max(0, drawn));
}
