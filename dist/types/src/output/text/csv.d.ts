/** A cell of a table; null for an empty one. */
export type Cell = string | number | boolean | null;
/** A table for spreadsheets, in the form of RFC 4180. */
export declare const csvOf: (rows: readonly (readonly Cell[])[]) => string;
