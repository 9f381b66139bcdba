import type { Json } from "../model/json.ts";
import { isObject } from "../model/json.ts";
import { isDate } from "../model/date.ts";
import { dayAfter } from "./moment.ts";

/** The dates in some values, each with the day after it: days on which what is read of them may turn. */
export function marksOf(values: readonly (Json | undefined)[]): string[] {
  const days = new Set<string>();
  const visit = (value: Json | undefined): void => {
    if (typeof value === "string") {
      if (isDate(value)) days.add(value).add(dayAfter(value));
    } else if (Array.isArray(value)) value.forEach(visit);
    else if (isObject(value)) Object.values(value).forEach(visit);
  };
  values.forEach(visit);
  return [...days];
}
