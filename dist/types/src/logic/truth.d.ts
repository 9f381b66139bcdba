import type { Json } from "../util/json.ts";
/** What evaluation gives when something needed is not stated, or cannot be compared without coercion. */
export declare const UNKNOWN: unique symbol;
export type Unknown = typeof UNKNOWN;
/** The value of an expression. */
export type Result = Json | Unknown;
/** The truth of a condition. */
export type Truth = boolean | Unknown;
/** JSONLogic's truthiness: as JavaScript's, but an empty list is false. See jsonlogic.com/truthy. */
export declare function truthy(value: Json): boolean;
/** The truth of a result. */
export declare function truthOf(result: Result): Truth;
/** Negation; unknown stays unknown. */
export declare function not(truth: Truth): Truth;
/** Nothing is under this name. */
export declare const ABSENT: unique symbol;
/**
 * Reads a dotted path as JSONLogic's `var` does, but never anything inherited. A name that JavaScript would find on
 * every list, text or number (`length`, `constructor`) is unknown rather than absent, so that no default stands in
 * for what json-logic-js would have read.
 */
export declare function lookup(scope: Json, keys: readonly string[]): Json | typeof ABSENT | Unknown;
