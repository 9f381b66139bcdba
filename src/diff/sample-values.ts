import { addDays, isDate } from "../util/date.ts";
import { type Json, type Path, emptyObject, isObject } from "../util/json.ts";
import { type Type, unionMembers } from "../logic/types.ts";

/** Maximum number of enum values to try. */
const MOST_VALUES = 40;
/** Sample date for fields that accept any date. */
export const SOME_DATE = "2026-01-01";
const SOME_TEXT = "something else";

/** The type at a path; undefined if the path does not exist. */
export function typeAt(type: Type, path: Path): Type | undefined {
  let found: Type | undefined = type;
  for (const key of path) {
    const steps: Type[] = (found === undefined ? [] : [...unionMembers(found)]).flatMap((one) => {
      const next = stepInto(one, key);
      return next ? [next] : [];
    });
    found = steps[0];
  }
  return found;
}

function stepInto(type: Type, key: string | number): Type | undefined {
  if (type.is === "any") return type;
  if (type.is === "list") return typeof key === "number" ? type.element : undefined;
  return type.is === "map" ? (type.fields.get(String(key)) ?? type.others) : undefined;
}

/** True if a value may be absent in a valid document. */
export function mayBeAbsent(type: Type, path: Path): boolean {
  const last = path.at(-1);
  if (last === undefined || typeof last === "number") return false;
  const parent = typeAt(type, path.slice(0, -1));
  return !(parent?.is === "map" && parent.required?.includes(last));
}

/** True if a value is valid for a type. */
export function fits(value: Json, type: Type | undefined): boolean {
  if (type === undefined) return false;
  return unionMembers(type).some((one) => {
    switch (one.is) {
      case "any":
        return true;
      case "boolean":
        return typeof value === "boolean";
      case "number":
        return (
          typeof value === "number" &&
          value >= one.minimum &&
          value <= one.maximum &&
          (!one.integer || Number.isInteger(value))
        );
      case "text":
        return typeof value === "string" && (one.values?.includes(value) ?? (!one.date || isDate(value)));
      case "list":
        return (
          Array.isArray(value) &&
          (value.length > 0 || !one.nonEmpty) &&
          value.every((element) => fits(element, one.element))
        );
      case "map":
        return isObject(value);
      default:
        return false;
    }
  });
}

/** The smallest value of a type: only required fields. */
export function minimalValue(type: Type): Json {
  const [one = type] = unionMembers(type);
  switch (one.is) {
    case "boolean":
      return true;
    case "number":
      return Math.min(Math.max(1, one.minimum), one.maximum);
    case "text":
      return one.values?.[0] ?? (one.date ? SOME_DATE : SOME_TEXT);
    case "list":
      return one.nonEmpty ? [minimalValue(one.element)] : [];
    case "map": {
      const value = emptyObject();
      for (const name of one.required ?? []) {
        const field = one.fields.get(name);
        if (field) value[name] = minimalValue(field);
      }
      return value;
    }
    case "null":
      return null;
    default:
      return SOME_TEXT;
  }
}

/** So many different values of a type, or as many as it has. */
export function differentValues(type: Type, count: number): Json[] {
  const [one = type] = unionMembers(type);
  const numbered = Array.from({ length: count }, (_, i): Json => {
    if (one.is === "number") return i + 1;
    return one.is === "text" && one.date ? addDays(SOME_DATE, i) : `${SOME_TEXT} ${i}`;
  });
  const values = one.is === "text" && one.values ? one.values : one.is === "boolean" ? [true, false] : numbered;
  return values.slice(0, count);
}

/** Sample values of a type: each enum value, the ends of a range, an empty list and a list with one element. */
export function samplesOf(type: Type): Json[] {
  return unionMembers(type).flatMap((one): Json[] => {
    switch (one.is) {
      case "boolean":
        return [true, false];
      case "number":
        return [...new Set([0, 1, one.minimum, one.maximum])].filter((value) => fits(value, one));
      case "text":
        return one.values ? one.values.slice(0, MOST_VALUES) : one.date ? [SOME_DATE] : [SOME_TEXT, ""];
      case "list":
        return [...(one.nonEmpty ? [] : [[]]), [minimalValue(one.element)]];
      default:
        return [minimalValue(one)];
    }
  });
}

/** Decimal places of a number as it is written. */
const decimals = (value: number): number => /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;

/** A value and its neighbours: the next lower and next higher value, or the other values of its enum. */
export function neighbours(value: Json, type: Type | undefined): Json[] {
  if (typeof value === "number") {
    const whole = type === undefined || unionMembers(type).some((one) => one.is === "number" && one.integer);
    const places = whole ? 0 : Math.max(decimals(value), 1) + 1;
    const unit = whole ? 1 : 10 ** -places;
    if (whole && !Number.isInteger(value)) return [Math.floor(value), Math.ceil(value)];
    return [value - unit, value, value + unit].map((one) => Number(one.toFixed(places)));
  }
  if (typeof value === "string" && isDate(value)) return [addDays(value, -1), value, addDays(value, 1)];
  const others = type ? samplesOf(type) : typeof value === "string" ? [SOME_TEXT] : [];
  return [value, ...others.filter((other) => other !== value)];
}
