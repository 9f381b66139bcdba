import type { Json } from "./json.ts";
/** Whether a value is an ISO date of the calendar. */
export declare function isDate(value: Json | undefined): boolean;
/** Whole days from one ISO date to another, negative when the second is earlier; undefined when one is no date. */
export declare function daysBetween(from: Json | undefined, to: Json | undefined): number | undefined;
/** Units of time in which dates are counted. */
export declare const dateUnits: readonly ["days", "weeks", "months", "years"];
export type DateUnit = (typeof dateUnits)[number];
/** True for a unit in which dates are counted. */
export declare const isDateUnit: (value: Json | undefined) => value is DateUnit;
/**
 * The ISO date so many days, weeks, months or years after another, or before it for a negative number. Where the month
 * has no such day, it is the last one: 31 January plus one month is 28 or 29 February (Regulation (EEC, Euratom) No
 * 1182/71, Article 3(2)(c); section 188(3) of the German Civil Code).
 * @returns undefined if an argument does not fit, beyond 40,000 units, and outside of the years 0 to 9999
 */
export declare function dateAdd(date: Json | undefined, count: Json | undefined, unit: Json | undefined): string | undefined;
/** The days of the week, as `Date` counts them. */
export declare const weekdays: readonly ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
/** The day of the week of an ISO date; undefined when it is no date. */
export declare function weekday(date: Json | undefined): string | undefined;
/** The ISO date some days after another, which has to be one of the calendar. */
export declare function addDays(date: string, days: number): string;
