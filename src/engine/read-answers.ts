import { type CsvError, parse } from "csv-parse/sync";
import { UsageError } from "../util/errors.ts";
import type { GivenAnswer } from "./ask.ts";

/** Answers in one file. */
const MOST_ANSWERS = 10_000;

/** A cell without the apostrophe that keeps a spreadsheet from evaluating it. */
const plain = (text: string): string => text.replace(/^'(?=[=+\-@\t\r\n])/, "").trim();

/**
 * Reads the table of `caregate ask --format csv` with its answers filled in. Rows without an answer are left out. A
 * spreadsheet may have written semicolons or tabs in place of commas.
 * @throws UsageError if it is no such table
 */
export function readAnswers(text: string): GivenAnswer[] {
  const [head = ""] = text.replace(/^\uFEFF/, "").split(/\r?\n/, 1);
  const delimiter = [",", ";", "\t"].find((one) => head.split(one).length > 2) ?? ",";
  let rows: string[][];
  try {
    rows = parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      to: MOST_ANSWERS + 2,
    });
  } catch (error) {
    throw new UsageError(`the answers are no CSV: ${(error as CsvError).message}`);
  }
  const names = (rows[0] ?? []).map((name) => name.trim().toLowerCase());
  const [system, field, answer] = ["system", "field", "answer"].map((name) => names.indexOf(name));
  if (system === undefined || field === undefined || answer === undefined || Math.min(system, field, answer) < 0)
    throw new UsageError("the answers lack a column: keep system, field and answer of the exported table");
  if (rows.length > MOST_ANSWERS + 1) throw new UsageError(`more than ${MOST_ANSWERS} answers: split the file`);
  return rows.slice(1).flatMap((row) => {
    const [deployment = "", path = "", given = ""] = [row[system], row[field], row[answer]].map((one) =>
      plain(one ?? ""),
    );
    return given === "" ? [] : [{ deployment, path, text: given }];
  });
}
