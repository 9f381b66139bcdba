const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Does something that a signal must not leave half done. One that comes meanwhile ends the process afterwards, as it
 * would have at once; where somebody listens for it already, it is theirs.
 */
export function deferSignals<T>(act: () => T): T {
  const held = signals.filter((signal) => process.listenerCount(signal) === 0);
  const release = (): void => {
    for (const signal of held) process.removeListener(signal, end);
  };
  const end = (signal: NodeJS.Signals): void => {
    release();
    process.kill(process.pid, signal);
  };
  for (const signal of held) process.on(signal, end);
  try {
    return act();
  } finally {
    // What came meanwhile is told in the next turn of the event loop, which has to pass as a whole.
    setImmediate(() => setImmediate(release));
  }
}
