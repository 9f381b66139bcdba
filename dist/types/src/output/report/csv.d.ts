import type { Format } from "../format.ts";
/** The findings as a table for spreadsheets: a row each, after those of errors in the inputs and of rules that lapsed. */
export declare const formatCsv: Format;
