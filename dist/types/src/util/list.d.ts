/** The items with different keys; of several with the same key, the last one, in the place of the first. */
export declare function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => unknown): T[];
/** Adds items to the end of a list. `push(...items)` fails for about a hundred thousand items. */
export declare function addAll<T>(list: T[], items: Iterable<T>): void;
