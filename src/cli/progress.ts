/** A line on standard error that counts steps, on a terminal alone and after the first second. */
export interface Progress {
  readonly tell: (done: number, all: number) => void;
  /** Removes the line. */
  readonly clear: () => void;
}

const FIRST = 1000;
const EVERY = 100;

/** @param what the unit that is counted, such as `tests` */
export function createProgress(what: string): Progress {
  if (!process.stderr.isTTY) return { tell: () => undefined, clear: () => undefined };
  const start = performance.now();
  let last = 0;
  return {
    tell(done, all) {
      const now = performance.now();
      if (now - start < FIRST || now - last < EVERY) return;
      last = now;
      process.stderr.write(`\r${what}: ${done} of ${all}\u001B[K`);
    },
    clear() {
      if (last > 0) process.stderr.write("\r\u001B[K");
      last = 0;
    },
  };
}
