/** An interrupt (SIGINT) as a signal that operations can read. */
export interface Interrupt {
  readonly signal: { readonly aborted: boolean };
  /** Stops listening. */
  readonly done: () => void;
}

/** Turns the first interrupt into a signal; a second one ends the process, as without this. */
export function listenForInterrupt(): Interrupt {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  process.once("SIGINT", abort);
  return { signal: controller.signal, done: () => void process.removeListener("SIGINT", abort) };
}
