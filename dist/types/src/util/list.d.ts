/** The items with different keys; of several with the same key, the last one, in the place of the first. */
export declare function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => unknown): T[];
