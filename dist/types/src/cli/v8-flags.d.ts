/**
 * Node 20 begins to optimise code that a run of half a second will not need again, at a quarter of its time; later ones
 * keep what they compiled: in a folder of the user's own, since it is run unread.
 */
export declare function tuneForStartup(): void;
/** A run of seconds pays for being optimised soon. */
export declare function tuneForThroughput(): void;
/** Collects what is no longer needed before the heap is a quarter larger; left alone, it grows to three times its size. */
export declare const limitHeapGrowth: () => void;
