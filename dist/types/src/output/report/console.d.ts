import type { Format } from "../format.ts";
/** The report for a terminal: what is wrong with the inputs, the violations, then what is not stated. */
export declare const formatConsole: Format;
