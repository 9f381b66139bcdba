/**
 * Does something that a signal must not leave half done. One that comes meanwhile ends the process afterwards, as it
 * would have at once; where somebody listens for it already, it is theirs.
 */
export declare function deferSignals<T>(act: () => T): T;
