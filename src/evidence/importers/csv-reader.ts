import { type CsvError, parse } from "csv-parse/sync";
import { quote } from "../../util/text.ts";
import { type DiagnosticCollector, type SpanGetter, atSpan, atStart, createCollector } from "./diagnostics.ts";
import type { GroupTable } from "./group-table.ts";
import { addAll } from "../../util/list.ts";

/** The text of a table, and what separates its columns. */
const separators = [",", ";", "\t"] as const;

/** Longest first line that is looked at. */
const LONGEST_HEAD = 20_000;

const headOf = (text: string): string => text.slice(0, LONGEST_HEAD).split(/\r?\n/, 1)[0] ?? "";

/** Whether a text is a table rather than JSON or YAML: its first line is names between separators. */
export function looksLikeTable(text: string): boolean {
  const head = headOf(text.replace(/^\uFEFF/, ""));
  return separatorOf(head) !== undefined && !/[{}[\]]/.test(head) && !/^\s*(?:[-#]|[\w-]+:\s)/.test(head);
}

/** The separator of a table by its first line; undefined if it has none. */
export const separatorOfHead = (text: string): string | undefined => separatorOf(headOf(text));

/** The separator that a line has most of. */
function separatorOf(head: string): (typeof separators)[number] | undefined {
  const counted = separators.map((mark) => ({ mark, count: head.split(mark).length - 1 }));
  const [most] = counted.toSorted((a, b) => b.count - a.count);
  return most && most.count > 0 ? most.mark : undefined;
}

export const atLine = (line: number): SpanGetter => atSpan({ start: { line, column: 1 }, end: { line, column: 1 } });

interface CsvRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a table with a line of column names, separated by commas, semicolons or tabs. With semicolons or tabs, a comma
 * in a number is a decimal comma.
 * @param columns names of columns, and the names that they are read by
 * @returns a row for each line; undefined, with a diagnostic, for what is no table
 */
export function readCsv(
  file: string,
  text: string,
  log: DiagnosticCollector,
  columns: Readonly<Record<string, string>> = {},
): GroupTable | undefined {
  const delimiter = separatorOf(headOf(text)) ?? ",";
  let rows: CsvRow[];
  try {
    rows = parse(text, { info: true, bom: true, trim: true, delimiter }) as unknown as CsvRow[];
  } catch (error) {
    const { message, lines } = error as CsvError & { lines?: number };
    const csv = createCollector(file, "evidence/csv");
    csv.error(atLine(lines ?? 1), `the file is not a table: ${message}`);
    addAll(log.diagnostics, csv.diagnostics);
    return undefined;
  }
  const stated = rows[0]?.record ?? [];
  const header = stated.map((name) => (Object.hasOwn(columns, name) ? (columns[name] as string) : name));
  for (const name of Object.keys(columns).filter((one) => !stated.includes(one)))
    log.warn(atLine(1), `there is no column ${quote(name)}: correct \`columns\` in the manifest`);
  const twice = header.find((name, i) => name !== "" && header.indexOf(name) !== i);
  if (twice !== undefined) log.error(atStart, `the column ${quote(twice)} is here twice: keep one`);
  const isIndex = /^(?:|unnamed: 0)$/i.test(header[0] ?? "");
  return {
    features: header,
    place: atStart,
    rows: rows.slice(1).map(({ record, info }) => {
      const place = atLine(info.lines);
      const cells = record.map((value, i) => ({ name: header[i] ?? "", value: decimal(value, delimiter), place }));
      return { key: isIndex ? [record[0] ?? ""] : [], cells: isIndex ? cells.slice(1) : cells, place };
    }),
  };
}

/** A number with a decimal comma, written with a point. */
const decimal = (value: string, delimiter: string): string =>
  delimiter !== "," && /^-?\d+,\d+%?$/.test(value) ? value.replace(",", ".") : value;
