const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs something that a signal must not leave half done. A signal that arrives meanwhile ends the process afterwards.
 * A signal that already has a listener is left to that listener.
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
    // A signal that arrived meanwhile is delivered in the next turn of the event loop, which has to pass completely.
    setImmediate(() => setImmediate(release));
  }
}
