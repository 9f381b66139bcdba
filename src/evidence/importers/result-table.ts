import { type LocatedCounts, isCount, locatedCounts, putResults } from "./binary-results.ts";
import { type ClassRow, isAverage, positiveOf, putClasses } from "./class-report.ts";
import { readCsv } from "./csv-reader.ts";
import type { SourceValue } from "./data-reader.ts";
import { type DiagnosticCollector, atStart } from "./diagnostics.ts";
import type { DocumentBuilder } from "./document-builder.ts";
import type { GroupTable, TableRow } from "./group-table.ts";
import { type MetricResult, shortName, withUncertainty } from "./metrics.ts";
import { bare, countOf, metricOf } from "./terms.ts";
import { wordOf } from "./values.ts";

/**
 * Reads the results of a binary classifier in a table: a classification report; a confusion matrix with rows such as
 * `true_1` and columns such as `pred_1`; a row for each metric or count with its value; or one row with a column for each.
 */
export function readResultTable(draft: DocumentBuilder, file: string, text: string, log: DiagnosticCollector): void {
  const table = readCsv(file, text, log);
  if (!table) return;
  const header = table.features.map((name) => name.toLowerCase());
  const [first, second] = table.rows;
  if (header.includes("support") && header.includes("recall")) putClasses(draft, classRows(table), log);
  else if (table.rows.slice(0, 2).some((row) => isNamed(nameOf(row)))) putNamedRows(draft, table.rows, log);
  else if (second) putMatrix(draft, table.rows, log);
  else if (first) putRow(draft, first, log);
  if (draft.isEmpty() && !log.failed()) log.error(atStart, "no result found: write a column for each metric");
}

const severalRows = "the table has several rows of results: keep that of one model on its test set";
const unnamedMatrix =
  "it is unclear which side of this matrix is predicted: name the rows `true_0` and `true_1`, the columns `pred_0` and `pred_1`";

/** Puts a confusion matrix of two classes; several rows of anything else are an error. */
function putMatrix(draft: DocumentBuilder, rows: readonly TableRow[], log: DiagnosticCollector): void {
  const counts = countsOfMatrix(rows);
  const isMatrix = rows.length === 2 && rows.every((row) => cellsOf(row).length === 2 && cellsOf(row).every(isCount));
  if (counts) putResults(draft, counts, [], log);
  else log.error(rows[1]?.place ?? atStart, isMatrix ? unnamedMatrix : severalRows);
}

/** The name in the first column of a row. */
const nameOf = ({ key, cells }: TableRow): string => key[0] ?? wordOf(cells[0]?.value);

/** The cells of a row behind its name. */
const cellsOf = ({ key, cells }: TableRow): TableRow["cells"] => (key.length > 0 ? cells : cells.slice(1));

const isNamed = (name: string): boolean =>
  Number.isNaN(Number(name)) && [metricOf(shortName(name)), cellOf(name)].some((one) => one !== undefined);

/** The cell of the confusion matrix that a name means. */
const cellOf = (name: string): string | undefined => (countOf(name) === "n" ? undefined : countOf(shortName(name)));

function classRows(table: GroupTable): ClassRow[] {
  return table.rows.flatMap((row): ClassRow[] => {
    const [precision, recall, support] = ["precision", "recall", "support"].map((name) => row.cells.find((cell) => cell.name.toLowerCase() === name)); // prettier-ignore
    const isClass = precision && recall && support && !isAverage(nameOf(row));
    return isClass ? [{ name: nameOf(row), precision, recall, support, place: row.place }] : [];
  });
}

/** Puts a table with a row for each metric and each count. */
function putNamedRows(draft: DocumentBuilder, rows: readonly TableRow[], log: DiagnosticCollector): void {
  const stated = rows.flatMap((row) => {
    const [value, ...more] = cellsOf(row);
    return value ? [{ name: shortName(nameOf(row)), value, more, place: row.place }] : [];
  });
  const results = stated.filter(({ name }) => cellOf(name) === undefined);
  const metrics = results.flatMap(({ name, value, more, place }): MetricResult[] => withUncertainty([{ name, value, place }], more.map((cell) => ({ ...cell, name: `${name}_${cell.name}` })))); // prettier-ignore
  putResults(draft, countsByName(stated), metrics, log);
}

/** Puts a table with one row and a column for each metric and each count. */
function putRow(draft: DocumentBuilder, { cells }: TableRow, log: DiagnosticCollector): void {
  const named = cells.map((cell) => ({ ...cell, name: shortName(cell.name) }));
  const results = named.filter(({ name }) => metricOf(name) !== undefined).map((cell) => ({ name: cell.name, value: cell, place: cell.place })); // prettier-ignore
  putResults(draft, countsByName(named.map((cell) => ({ name: cell.name, value: cell }))), withUncertainty(results, named), log); // prettier-ignore
}

/** Four counts by name; undefined if one is missing. */
function countsByName(
  stated: readonly { readonly name: string; readonly value: SourceValue }[],
): LocatedCounts | undefined {
  const find = (cell: string) => stated.find(({ name, value }) => cellOf(name) === cell && isCount(value))?.value;
  const [tp, fp, tn, fn] = [find("tp"), find("fp"), find("tn"), find("fn")];
  return tp && fp && tn && fn ? locatedCounts({ tp, fp, tn, fn }) : undefined;
}

/** Names of true and of predicted classes, as in `true_1` and `Predicted: yes`. */
const [trueClass, predictedClass] = [
  /^(?:true|actual|real)[\s_:=-]+(\S.{0,60})$/i,
  /^pred(?:icted|iction)?[\s_:=-]+(\S.{0,60})$/i,
];

/** The counts of a matrix of two classes, of which the names say which are the predicted ones. */
function countsOfMatrix(rows: readonly TableRow[]): LocatedCounts | undefined {
  const [columns] = rows.map((row) => cellsOf(row).map(({ name }) => name));
  const read = (names: readonly string[], pattern: RegExp): string[] => names.flatMap((name) => pattern.exec(name)?.[1] ?? []); // prettier-ignore
  const names = rows.map(nameOf);
  const isTransposed = read(names, predictedClass).length > 0;
  const [ofRows, ofColumns] = [
    read(names, isTransposed ? predictedClass : trueClass),
    read(columns ?? [], isTransposed ? trueClass : predictedClass),
  ];
  const [a, b] = ofRows;
  if (a === undefined || b === undefined || rows.length !== 2 || columns?.length !== 2) return undefined;
  const positive = positiveOf([a, b], (name) => name);
  if (positive === undefined || bare(a) === bare(b)) return undefined;
  const at = (row: boolean, column: boolean): SourceValue | undefined => {
    const [i, j] = [ofRows, ofColumns].map((list, k) => list.findIndex((name) => (bare(name) === bare(positive)) === [row, column][k])); // prettier-ignore
    const found = cellsOf(rows[i as number] as TableRow)[j as number];
    return found && isCount(found) ? found : undefined;
  };
  if (!ofColumns.every((name) => [a, b].some((one) => bare(one) === bare(name))) || ofColumns.length !== 2)
    return undefined;
  const [tp, fp, tn, fn] = [at(true, true), at(isTransposed, !isTransposed), at(false, false), at(!isTransposed, isTransposed)]; // prettier-ignore
  return tp && fp && tn && fn ? locatedCounts({ tp, fp, tn, fn }) : undefined;
}
