import { type CsvError, parse } from "csv-parse/sync";
import { quote } from "../../util/text.ts";
import { createBuilder, buildDocuments } from "./document-builder.ts";
import { type GroupSource, putGroups } from "./groups.ts";
import type { Imported } from "./types.ts";
import { type DiagnosticCollector, type SpanGetter, atSpan, atStart, createCollector } from "./diagnostics.ts";
import { axisOf, countOf, rateOf } from "./terms.ts";

const counts = ["tp", "fp", "tn", "fn"] as const;
const required = ["attribute_name", "attribute_value", ...counts];
/** Columns that tell apart the models, thresholds and cut-offs that one table may hold. */
const runs = ["model_id", "score_threshold", "k"];

interface AequitasRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** The cells of a row by column, and where it stands. */
interface AequitasLine {
  readonly cells: ReadonlyMap<string, string>;
  readonly place: SpanGetter;
}

/**
 * Reads a bias report of Aequitas, or its table of disparities: a CSV with a row for each value of each attribute and
 * its confusion counts (attribute_name, attribute_value, tp, fp, tn, fn). Rates such as `tpr` or `fdr` are kept as
 * claims; what is said about the reference group (`tp_ref`) and disparities are left to be recomputed. Such a file
 * names no model, no version and no date, so that the report it becomes does not either.
 */
export function importAequitas(file: string, text: string): Imported {
  const log = createCollector(file, "evidence/aequitas");
  const lines = linesOf(file, text, log);
  const report = createBuilder(file, "FairnessReport");
  const unknown = new Set<string>();
  const groups = log.failed() ? [] : lines.flatMap((line) => groupOf(line, unknown, log));
  refuseSeveralRuns(lines, log);
  putGroups(report, groups, log);
  return buildDocuments(log, [report]);
}

function linesOf(file: string, text: string, log: DiagnosticCollector): AequitasLine[] {
  const separator = separatorIn(text);
  if (separator !== undefined) {
    log.error(atStart, `the columns are separated by ${separator}: save the table with commas and decimal points`);
    return [];
  }
  let rows: AequitasRow[];
  try {
    rows = parse(text, { info: true, bom: true, trim: true }) as unknown as AequitasRow[];
  } catch (error) {
    const { message, lines } = error as CsvError & { lines?: number };
    const csv = createCollector(file, "evidence/csv");
    csv.error(atLine(lines ?? 1), `the file is not a table: ${message}`);
    log.diagnostics.push(...csv.diagnostics);
    return [];
  }
  const header = rows[0]?.record ?? [];
  const twice = header.find((name, i) => name !== "" && header.indexOf(name) !== i);
  if (twice !== undefined) log.error(atStart, `the column ${quote(twice)} is here twice: keep one`);
  const absent = required.filter((name) => !header.includes(name));
  if (absent.length > 0)
    log.error(atStart, `an Aequitas table has the columns ${required.join(", ")}; this one lacks ${absent.join(", ")}`);
  return rows.slice(1).map(({ record, info }) => ({
    cells: new Map(header.map((name, i) => [name, record[i] ?? ""])),
    place: atLine(info.lines),
  }));
}

/** What separates the columns of a table whose first line has no comma. */
function separatorIn(text: string): string | undefined {
  const [head = ""] = text.split(/\r?\n/, 1);
  if (head.includes(",")) return undefined;
  return head.includes(";") ? "semicolons" : head.includes("\t") ? "tabs" : undefined;
}

const atLine = (line: number): SpanGetter => atSpan({ start: { line, column: 1 }, end: { line, column: 1 } });

/** Counts of several models, or at several thresholds, are no report on one. */
function refuseSeveralRuns(lines: readonly AequitasLine[], log: DiagnosticCollector): void {
  for (const column of runs) {
    const other = lines.find(({ cells }) => cells.get(column) !== lines[0]?.cells.get(column));
    if (!other) continue;
    const values = `${quote(lines[0]?.cells.get(column) ?? "")} and ${quote(other.cells.get(column) ?? "")}`;
    log.error(other.place, `the table holds results of several ${quote(column)}, ${values}: keep those of one`);
  }
}

function groupOf({ cells, place }: AequitasLine, unknown: Set<string>, log: DiagnosticCollector): GroupSource[] {
  const attribute = cells.get("attribute_name") ?? "";
  const axis = axisOf([attribute]);
  if (axis === undefined && !unknown.has(attribute)) {
    unknown.add(attribute);
    const message = `attribute ${quote(attribute)} is not a known axis: its rows are not read`;
    log.warn(place, message);
  }
  const empty = counts.find((name) => cells.get(name) === "");
  if (empty !== undefined) log.error(place, `${quote(empty)} must be a number of cases, not empty`);
  const figures = [...cells].filter(([name]) => name !== "k" && (countOf(name) ?? rateOf(name)) !== undefined);
  const measures = figures.map(([name, value]) => ({ name, value, place }));
  // An attribute that is no axis of ours says nothing about one.
  return axis === undefined ? [] : [{ axis, group: cells.get("attribute_value") ?? "", place, measures }];
}
