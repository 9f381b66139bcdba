import { isDate } from "../model/date.ts";
import type { Json } from "../model/json.ts";
import { isObject } from "../model/json.ts";

/** The dates in some values. */
export function datesIn(values: readonly (Json | undefined)[]): Set<string> {
  const days = new Set<string>();
  const visit = (value: Json | undefined): void => {
    if (typeof value === "string") {
      if (isDate(value)) days.add(value);
    } else if (Array.isArray(value)) for (const one of value) visit(one);
    else if (isObject(value)) for (const key in value) visit(value[key]);
  };
  values.forEach(visit);
  return days;
}
