import { isDate } from "../util/date.ts";
import { type Json, type JsonObject, isObject } from "../util/json.ts";
import { memoizeByObject } from "../util/memoize.ts";

const LENGTH = "2026-01-01".length;

function gather(value: Json | undefined, days: Set<string>): void {
  if (typeof value === "string") {
    if (value.length === LENGTH && isDate(value)) days.add(value);
  } else if (Array.isArray(value)) for (const one of value) gather(one, days);
  else if (isObject(value)) for (const key of Object.keys(value)) gather(value[key], days);
}

/** The dates of values that were looked through before: documents stay, whatever is worked out from them. */
const datesOf = memoizeByObject((value: Json[] | JsonObject) => {
  const days = new Set<string>();
  gather(value, days);
  return days;
});

/**
 * The dates in some values, which nobody changes any more.
 * @param depth how many steps down the values are that come back, each of which is looked through once
 */
export function datesIn(values: Iterable<Json | undefined>, depth = 0, days: Set<string> = new Set()): Set<string> {
  for (const value of values) {
    if (typeof value !== "object" || value === null) gather(value, days);
    else if (depth > 0) datesIn(Object.values(value), depth - 1, days);
    else for (const day of datesOf(value)) days.add(day);
  }
  return days;
}
