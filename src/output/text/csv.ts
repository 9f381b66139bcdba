/** Characters that begin a formula in a spreadsheet. */
const formula = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** A cell of a table; null for an empty one. */
export type Cell = string | number | boolean | null;

/** A cell in the form of RFC 4180. An apostrophe prevents that a text is evaluated as a formula. */
function cell(value: Cell): string {
  const text = typeof value === "string" && formula.test(value) ? `'${value}` : String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table for spreadsheets, in the form of RFC 4180. */
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
