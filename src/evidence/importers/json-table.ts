import { isObject } from "../../util/json.ts";
import type { SourceNode } from "./data-reader.ts";
import type { SpanGetter } from "./diagnostics.ts";
import { type GroupTable, type TableRow, isFigure, isReserved, partsOf } from "./group-table.ts";
import type { Measure } from "./groups.ts";
import { calibrationFigureOf } from "./terms.ts";
import { measuresIn } from "./uncertainty.ts";
import { isAbsent, wordOf } from "./values.ts";

/**
 * Reads a table as pandas writes it in JSON: `columns` (`{metric: {group: value}}`), `index` (`{group: {metric:
 * value}}`), `list` (`{metric: [value]}`), `split` or `tight` (`{index, columns, data}`), `table` (`{schema, data}`) or
 * `records`. Undefined for anything without a figure of a group.
 */
export function tableIn(node: SourceNode): GroupTable | undefined {
  if (Array.isArray(node.value)) return recordsTable(node, [], node.place);
  if (!isObject(node.value)) return undefined;
  if (Array.isArray(node.get("data").value)) {
    const schema = node.get("schema");
    if (isAbsent(schema)) return splitTable(node);
    return recordsTable(node.get("data"), textsIn(schema.get("primaryKey")), node.place);
  }
  const lists = node.entries().filter(({ value }) => Array.isArray(value));
  if (lists.some(({ key }) => isFigure(key))) return listTable(lists, node.place);
  const keyed = node.entries().filter(({ key, value }) => isObject(value) && !isReserved(key));
  if (keyed.some(({ key }) => isFigure(key))) return columnsTable(keyed, node.place);
  if (keyed.some(isRow)) return indexTable(keyed.filter(isRow), node.place);
  return undefined;
}

/** `{metric_by_attribute: {group: value}}`: a table for each attribute. */
export function tablesByName(node: SourceNode): { attribute: string; table: GroupTable }[] {
  const columns = new Map<string, { name: string; column: SourceNode }[]>();
  for (const entry of node.entries()) {
    const [, name = "", attribute = ""] = /^(.{1,60})_(?:by|per)_(.{1,60})$/.exec(entry.key) ?? [];
    if (!isObject(entry.value) || !isFigure(name)) continue;
    columns.set(attribute, [...(columns.get(attribute) ?? []), { name, column: entry }]);
  }
  return [...columns].map(([attribute, all]) => ({ attribute, table: namedColumns(all, node.place) }));
}

/** Whether a map holds figures of one group. */
export const isRow = (node: SourceNode): boolean =>
  node.entries().some(({ key, value }) => isFigure(key) && !isObject(value) && !Array.isArray(value));

export const textsIn = (node: SourceNode): string[] =>
  (Array.isArray(node.value) ? node.items() : [node]).flatMap(({ value }) =>
    value === undefined || value === null ? [] : [wordOf(value)],
  );

const isCalibration = (name: string): boolean => calibrationFigureOf(name) !== undefined;

/** `{metric: {group: value}}` */
const columnsTable = (columns: readonly SourceNode[], place: SpanGetter): GroupTable =>
  namedColumns(columns.map((column) => ({ name: column.key, column })), place); // prettier-ignore

function namedColumns(columns: readonly { name: string; column: SourceNode }[], place: SpanGetter): GroupTable {
  const rows = new Map<string, TableRow & { cells: Measure[] }>();
  for (const { name, column } of columns)
    for (const cell of column.entries()) {
      if (isReserved(cell.key)) continue;
      const row = rows.get(cell.key) ?? { key: partsOf(cell.key), place: cell.place, cells: [] };
      row.cells.push({ name, value: cell.value, place: cell.place });
      rows.set(cell.key, row);
    }
  return { features: [], rows: [...rows.values()], place };
}

/** `{column: [value]}`: the groups have a name only if a column holds it. */
function listTable(columns: readonly SourceNode[], place: SpanGetter): GroupTable {
  const rows: (TableRow & { cells: Measure[] })[] = [];
  for (const column of columns)
    for (const [i, cell] of column.items().entries()) {
      const row = (rows[i] ??= { key: [], place: cell.place, cells: [] });
      row.cells.push({ name: column.key, value: cell.value, place: cell.place });
    }
  return { features: [], rows, place };
}

/** `{group: {metric: value}}` */
function indexTable(groups: readonly SourceNode[], place: SpanGetter): GroupTable {
  const rows = groups.map((group) => ({
    key: partsOf(group.key),
    place: group.place,
    cells: measuresIn(group, isCalibration),
  }));
  return { features: [], rows, place };
}

/** `{index, columns, data}`, with the names of the attributes in `index_names` where there are any. */
function splitTable(node: SourceNode): GroupTable | undefined {
  const columns = textsIn(node.get("columns"));
  if (!columns.some(isFigure)) return undefined;
  const index = node.get("index").items();
  const rows = node
    .get("data")
    .items()
    .map((row, i) => ({
      key: index[i] ? textsIn(index[i]) : [],
      place: row.place,
      cells: row.items().map((cell, j) => ({ name: columns[j] ?? "", value: cell.value, place: cell.place })),
    }));
  return { features: textsIn(node.get("index_names")).filter((name) => name !== ""), rows, place: node.place };
}

/** `[{attribute: group, metric: value}]` */
function recordsTable(list: SourceNode, features: readonly string[], place: SpanGetter): GroupTable | undefined {
  const records = list.items().filter(({ value }) => isObject(value));
  if (!records.some(isRow)) return undefined;
  const rows = records.map((record) => ({ key: [], place: record.place, cells: measuresIn(record, isCalibration) }));
  return { features, rows, place };
}
