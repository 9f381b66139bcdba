/** Operators whose second operand is evaluated for each element of the first. */
export const listOperators: ReadonlySet<string> = new Set(["all", "some", "none", "filter", "map"]);

/** These, and `reduce`, whose second operand reads `current` and `accumulator`. */
export const elementOperators: ReadonlySet<string> = new Set([...listOperators, "reduce"]);
