import { isDate } from "../model/date.ts";
import type { Json } from "../model/json.ts";
import { isObject } from "../model/json.ts";

const LENGTH = "2026-01-01".length;

function gather(value: Json | undefined, days: Set<string>): void {
  if (typeof value === "string") {
    if (value.length === LENGTH && isDate(value)) days.add(value);
  } else if (Array.isArray(value)) for (const one of value) gather(one, days);
  else if (isObject(value)) for (const key of Object.keys(value)) gather(value[key], days);
}

/** The dates of values that were looked through before: documents stay, whatever is worked out from them. */
const known = new WeakMap<object, ReadonlySet<string>>();

function datesOf(value: Json | undefined): ReadonlySet<string> {
  const before = typeof value === "object" && value !== null ? known.get(value) : undefined;
  if (before) return before;
  const days = new Set<string>();
  gather(value, days);
  if (typeof value === "object" && value !== null) known.set(value, days);
  return days;
}

/** The dates in some values, which nobody changes any more. */
export function datesIn(values: readonly (Json | undefined)[]): Set<string> {
  return new Set(values.flatMap((value) => [...datesOf(value)]));
}
