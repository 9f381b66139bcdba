import type { Format } from "../format.ts";
/** A cell of a table; null where there is nothing to tell. */
export type Cell = string | number | boolean | null;
/** A table for spreadsheets, as RFC 4180 has it. */
export declare const csvOf: (rows: readonly (readonly Cell[])[]) => string;
/** The findings as a table for spreadsheets: a row each, after those of errors in the inputs. */
export declare const formatCsv: Format;
