import { parseIndex } from "../util/json-path.ts";
import type { Json } from "../util/json.ts";

/** What evaluation gives when something needed is not stated, or cannot be compared without coercion. */
export const UNKNOWN: unique symbol = Symbol("unknown");
export type Unknown = typeof UNKNOWN;
/** The value of an expression. */
export type Result = Json | Unknown;
/** The truth of a condition. */
export type Truth = boolean | Unknown;

/** JSONLogic's truthiness: as JavaScript's, but an empty list is false. See jsonlogic.com/truthy. */
export function truthy(value: Json): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** The truth of a result. */
export function truthOf(result: Result): Truth {
  return result === UNKNOWN ? UNKNOWN : truthy(result);
}

/** Negation; unknown stays unknown. */
export function not(truth: Truth): Truth {
  return truth === UNKNOWN ? UNKNOWN : !truth;
}

/** Nothing is under this name. */
export const ABSENT: unique symbol = Symbol("absent");

/** One step down; own entries only. */
function step(value: Json, key: string): Json | typeof ABSENT | Unknown {
  if (value === null) return ABSENT;
  if (typeof value === "object" && !Array.isArray(value)) {
    const next = value[key];
    if (next !== undefined && Object.hasOwn(value, key)) return next;
    return key in value ? UNKNOWN : ABSENT;
  }
  const index = Array.isArray(value) ? parseIndex(key) : undefined;
  if (index !== undefined) {
    const element = (value as Json[])[index];
    return element === undefined ? ABSENT : element; // an element that is null is there: no default replaces it
  }
  return key in Object(value) ? UNKNOWN : ABSENT;
}

/**
 * Reads a dotted path as JSONLogic's `var` does, but never anything inherited. A name that JavaScript would find on
 * every list, text or number (`length`, `constructor`) is unknown rather than absent, so that no default stands in
 * for what json-logic-js would have read.
 */
export function lookup(scope: Json, keys: readonly string[]): Json | typeof ABSENT | Unknown {
  let value: Json = scope;
  // A plain loop: this is where evaluation spends its time.
  for (let i = 0; i < keys.length; i++) {
    const next = step(value, keys[i] as string);
    if (next === ABSENT || next === UNKNOWN) return next;
    value = next;
  }
  return value;
}
