import type { Format } from "../format.ts";
/** Formats the report for a terminal: input problems, violations, then missing values. */
export declare const formatConsole: Format;
