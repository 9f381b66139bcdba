import type { Json } from "./json.ts";

const DAY = 86_400_000;

const MOST_DATES = 10_000;
const midnights = new Map<string, number | undefined>();

/** Milliseconds of an ISO date's midnight in UTC, or undefined when the value is no date of the calendar. */
function midnight(value: Json | undefined): number | undefined {
  if (typeof value !== "string") return undefined;
  if (midnights.has(value)) return midnights.get(value);
  // Rules ask for few dates, and for the same again and again; texts that are none come from outside, in any number.
  if (midnights.size >= MOST_DATES) midnights.clear();
  const read = midnightOf(value);
  midnights.set(value, read);
  return read;
}

function midnightOf(text: string): number | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return undefined;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined;
}

/** Whether a value is an ISO date of the calendar. */
export function isDate(value: Json | undefined): boolean {
  return midnight(value) !== undefined;
}

/** Whole days from one ISO date to another, negative when the second is earlier; undefined when one is no date. */
export function daysBetween(from: Json | undefined, to: Json | undefined): number | undefined {
  const [start, end] = [midnight(from), midnight(to)];
  return start === undefined || end === undefined ? undefined : Math.round((end - start) / DAY);
}

/** Units of time in which dates are counted. */
export const dateUnits = ["days", "weeks", "months", "years"] as const;
export type DateUnit = (typeof dateUnits)[number];

/** True for a unit in which dates are counted. */
export const isDateUnit = (value: Json | undefined): value is DateUnit => dateUnits.some((unit) => unit === value);

const MOST_UNITS = 40_000;

/** The day some months after a date; the last day of the month where it has no such day. */
function addMonths(start: number, months: number): Date {
  const date = new Date(start);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(date);
  last.setUTCMonth(last.getUTCMonth() + 1, 0);
  date.setUTCDate(Math.min(day, last.getUTCDate()));
  return date;
}

/**
 * The ISO date so many days, weeks, months or years after another, or before it for a negative number. Where the month
 * has no such day, it is the last one: 31 January plus one month is 28 or 29 February (Regulation (EEC, Euratom) No
 * 1182/71, Article 3(2)(c); section 188(3) of the German Civil Code).
 * @returns undefined if an argument does not fit, beyond 40,000 units, and outside of the years 0 to 9999
 */
export function dateAdd(date: Json | undefined, count: Json | undefined, unit: Json | undefined): string | undefined {
  const start = midnight(date);
  const whole = typeof count === "number" && Number.isInteger(count) && Math.abs(count) <= MOST_UNITS;
  if (start === undefined || !whole || !isDateUnit(unit)) return undefined;
  const inMonths = unit === "months" || unit === "years";
  const size = unit === "weeks" ? 7 : unit === "years" ? 12 : 1;
  const result = inMonths ? addMonths(start, count * size) : new Date(start + count * size * DAY);
  const text = result.toISOString().slice(0, 10);
  return isDate(text) ? text : undefined;
}

/** The days of the week, as `Date` counts them. */
export const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/** The day of the week of an ISO date; undefined when it is no date. */
export function weekday(date: Json | undefined): string | undefined {
  const start = midnight(date);
  return start === undefined ? undefined : weekdays[new Date(start).getUTCDay()];
}

/** The ISO date some days after another, which has to be one of the calendar. */
export function addDays(date: string, days: number): string {
  return new Date((midnight(date) as number) + days * DAY).toISOString().slice(0, 10);
}
