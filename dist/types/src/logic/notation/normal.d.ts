import type { Json } from "../../util/json.ts";
/**
 * An operation in the form that the notation gives it: `?:` is `if`, and a single operand stands without a list. An
 * operand that is a list stays in one, and so do the paths of `missing`.
 */
export declare function normalOperation(op: string, args: readonly Json[]): Json;
/** A condition whose operations have their normal form. It evaluates as before. */
export declare function normalCondition(condition: Json): Json;
