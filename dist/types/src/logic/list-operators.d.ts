/** Operators whose second operand is evaluated for each element of the first. */
export declare const listOperators: ReadonlySet<string>;
/** These, and `reduce`, whose second operand reads `current` and `accumulator`. */
export declare const elementOperators: ReadonlySet<string>;
