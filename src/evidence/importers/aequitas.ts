import { quote } from "../../util/text.ts";
import { looksLikeTable, readCsv } from "./csv-reader.ts";
import { readData } from "./data-reader.ts";
import { createBuilder, buildDocuments } from "./document-builder.ts";
import { type GroupTable, type TableRow, groupsOfTable } from "./group-table.ts";
import { type GroupSource, putGroups } from "./groups.ts";
import { tableIn } from "./json-table.ts";
import type { Imported } from "./types.ts";
import { type DiagnosticCollector, createCollector } from "./diagnostics.ts";
import { countOf, rateOf } from "./terms.ts";
import { wordOf } from "./values.ts";

const counts = ["tp", "fp", "tn", "fn"] as const;
const required = ["attribute_name", "attribute_value", ...counts];
/** Columns that tell apart the models, thresholds and cut-offs that one table may hold. */
const runs = ["model_id", "score_threshold", "k"];

/**
 * Reads a bias report of Aequitas, or its table of disparities, as CSV or as pandas writes a table in JSON: a row for
 * each value of each attribute with its confusion counts (attribute_name, attribute_value, tp, fp, tn, fn). Rates such
 * as `tpr` or `fdr` are kept as claims; what is said about the reference group (`tp_ref`) and disparities are left to be
 * recomputed. Such a file names no model, no version and no date, so that the report it becomes does not either.
 */
export function importAequitas(file: string, text: string): Imported {
  const log = createCollector(file, "evidence/aequitas");
  const table = tableOf(file, text, log);
  const report = createBuilder(file, "FairnessReport");
  if (!table) return buildDocuments(log, []);
  const columns = new Set(table.rows.flatMap(({ cells }) => cells.map(({ name }) => name)));
  const header = table.features.length > 0 ? table.features : [...columns];
  const absent = required.filter((name) => !columns.has(name) && !header.includes(name));
  if (absent.length > 0)
    log.error(table.place, `an Aequitas table has the columns ${required.join(", ")}; this one lacks ${absent.join(", ")}: save the result of \`get_crosstabs\``); // prettier-ignore
  refuseSeveralRuns(table.rows, log);
  for (const row of table.rows) refuseEmptyCounts(row, log);
  const rows = table.rows.map((row) => ({ ...row, key: [], cells: row.cells.filter(isRead) }));
  const groups: GroupSource[] = log.failed() ? [] : groupsOfTable({ ...table, features: [], rows }, [], log);
  putGroups(report, groups, log);
  return buildDocuments(log, [report]);
}

function tableOf(file: string, text: string, log: DiagnosticCollector): GroupTable | undefined {
  if (looksLikeTable(text) || !/^\s*[[{]/.test(text)) return readCsv(file, text, log);
  const root = readData(file, text, log);
  const table = root && tableIn(root);
  if (root && !table) log.error(root.place, "no table found: save the result of `get_crosstabs`, as CSV or records");
  return table && { ...table, features: [] };
}

/** The cells that a report has; `k` is a cut-off here and no count. */
const isRead = ({ name }: { name: string }): boolean =>
  name.startsWith("attribute_") || (name !== "k" && (countOf(name) ?? rateOf(name)) !== undefined);

const textAt = ({ cells }: TableRow, column: string): string | undefined => {
  const cell = cells.find(({ name }) => name === column);
  return cell && wordOf(cell.value);
};

/** Counts of several models, or at several thresholds, are no report on one. */
function refuseSeveralRuns(rows: readonly TableRow[], log: DiagnosticCollector): void {
  const [first] = rows;
  for (const column of runs) {
    const other = first && rows.find((row) => textAt(row, column) !== textAt(first, column));
    if (!other) continue;
    const values = `${quote(textAt(first, column) ?? "")} and ${quote(textAt(other, column) ?? "")}`;
    log.error(other.place, `the table holds results of several ${quote(column)}, ${values}: keep those of one`);
  }
}

function refuseEmptyCounts(row: TableRow, log: DiagnosticCollector): void {
  const empty = counts.find((name) => textAt(row, name) === "");
  if (empty !== undefined) log.error(row.place, `${quote(empty)} must be a number of cases, not empty`);
}
