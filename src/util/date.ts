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

/** The ISO date some days after another, which has to be one of the calendar. */
export function addDays(date: string, days: number): string {
  return new Date((midnight(date) as number) + days * DAY).toISOString().slice(0, 10);
}
