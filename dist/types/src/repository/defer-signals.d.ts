/**
 * Runs something that a signal must not leave half done. A signal that arrives meanwhile ends the process afterwards.
 * A signal that already has a listener is left to that listener.
 */
export declare function deferSignals<T>(act: () => T): T;
