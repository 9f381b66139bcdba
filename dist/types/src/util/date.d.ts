import type { Json } from "./json.ts";
/** Whether a value is an ISO date of the calendar. */
export declare function isDate(value: Json | undefined): boolean;
/** Whole days from one ISO date to another, negative when the second is earlier; undefined when one is no date. */
export declare function daysBetween(from: Json | undefined, to: Json | undefined): number | undefined;
/** The ISO date some days after another, which has to be one of the calendar. */
export declare function addDays(date: string, days: number): string;
