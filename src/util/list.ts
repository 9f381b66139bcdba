/** The items with different keys; of several with the same key, the last one, in the place of the first. */
export function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => unknown): T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

/** Adds items to the end of a list. `push(...items)` fails for about a hundred thousand items. */
export function addAll<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}
