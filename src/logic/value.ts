import type { Json } from "../model/json.ts";

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

/**
 * Reads a dotted path as JSONLogic's `var` does, but never anything inherited. A name that JavaScript would find on
 * every list, text or number (`length`, `constructor`) is unknown rather than absent, so that no default stands in
 * for what json-logic-js would have read.
 */
export function lookup(scope: Json, keys: readonly string[]): Json | typeof ABSENT | Unknown {
  let value: Json = scope;
  for (const key of keys) {
    if (value === null) return ABSENT;
    if (typeof value !== "object" || Array.isArray(value)) {
      if (Array.isArray(value) && /^(0|[1-9]\d*)$/.test(key)) {
        const element: Json | undefined = value[Number(key)];
        if (element === undefined) return ABSENT;
        value = element;
        continue;
      }
      return key in Object(value) ? UNKNOWN : ABSENT;
    }
    if (!Object.hasOwn(value, key)) return key in value ? UNKNOWN : ABSENT;
    value = value[key] as Json;
  }
  return value;
}
