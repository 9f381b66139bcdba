/** Whether everything is tried: in CI. Elsewhere nobody is to wait for minutes. */
export const inFull = Boolean(process.env["CI"]);

/** One of so many cases, the same ones each time: by default all of them in CI. */
export const someOf = <T>(all: readonly T[], every: number, everyInCi = 1): readonly T[] =>
  all.filter((_, i) => i % (inFull ? everyInCi : every) === 0);
