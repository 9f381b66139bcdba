import { quote } from "../../util/text.ts";
import type { DiagnosticCollector, SpanGetter } from "./diagnostics.ts";
import type { GroupSource, Measure } from "./groups.ts";
import { axisOf, bare, calibrationFigureOf, countOf, isPositiveRate, rateOf } from "./terms.ts";
import { isAbsent, wordOf } from "./values.ts";

/** A row of a table of groups. */
export interface TableRow {
  /** The values of the attributes, where the row's key states them. */
  readonly key: readonly string[];
  readonly cells: readonly Measure[];
  readonly place: SpanGetter;
}

/** A table of groups, with its attributes as far as they are named. */
export interface GroupTable {
  readonly features: readonly string[];
  readonly rows: readonly TableRow[];
  readonly place: SpanGetter;
}

/** Whether a name is a count, a rate or a calibration figure of a group. */
export const isFigure = (name: string): boolean =>
  [countOf, rateOf, calibrationFigureOf].some((find) => find(name) !== undefined) || isPositiveRate(name);

/** Columns that name the attribute of a row. */
const attributeColumns = new Set([
  "attribute",
  "attributename",
  "protectedattribute",
  "sensitiveattribute",
  "sensitivefeature",
  "sensitivefeaturename",
  "demographic",
  "dimension",
  "axis",
  "subgrouptype",
  "grouptype",
  "groupvariable",
  "groupingvariable",
  "groupattribute",
  "subgroupvariable",
  "subgroupattribute",
  "stratification",
  "stratifier",
]);

/** Columns that name the group of a row. */
const groupColumns = new Set([
  "group",
  "groupname",
  "groupvalue",
  "subgroup",
  "subgroupname",
  "subgroupvalue",
  "attributevalue",
  "value",
  "level",
  "index",
  "stratum",
]);

/** Names that are never a group: figures over all groups, and comparisons of groups. */
const reserved = new Set(
  `overall bygroup bygroups groups groupmetrics difference differences ratio ratios groupmin groupmax min max mean std
  average gap gaps fairnessgaps fairnessmetrics disparity disparities summary total all everyone metadata thresholds
  controllevels warnings notes`.split(/\s+/),
);

/** Whether a key stands beside groups and is none. */
export const isReserved = (name: string): boolean => reserved.has(bare(name));

/** The columns of a table, in the order of their first row. */
const columnsOf = (table: GroupTable): string[] => [...new Set(table.rows.flatMap(({ cells }) => cells.map(({ name }) => name)))]; // prettier-ignore

const textAt = ({ cells }: TableRow, column: string): string => {
  const value = cells.find(({ name }) => name === column)?.value;
  return wordOf(value).trim();
};

/**
 * The columns that name the attribute and the group of a row. Beside a column such as `subgroup value`, the column
 * `subgroup` names the attribute.
 */
function keyColumns(columns: readonly string[]): [attribute: string | undefined, group: string | undefined] {
  const find = (names: ReadonlySet<string>): string | undefined => columns.find((name) => names.has(bare(name)));
  const attribute = find(attributeColumns);
  const value = attribute === undefined ? find(new Set(["groupvalue", "subgroupvalue"])) : undefined;
  const named = value && find(new Set([bare(value).replace(/value$/, "")]));
  return named === undefined ? [attribute, find(groupColumns)] : [named, value];
}

/** Whether a header has a column for the attribute of a row and one for its group. */
export const namesGroups = (columns: readonly string[]): boolean => !keyColumns(columns).includes(undefined);

/** What a table says of its rows: how to find the attribute and the group of each. */
type RowReader = (row: TableRow) => { attributes: readonly string[]; group: readonly string[] } | undefined;

/**
 * Finds how the rows of a table name their groups: by a column for the attribute and one for the group, by columns
 * that are axes, by the attributes that the file names, or by a group column whose values hold both (`sex: female`).
 * @returns undefined if the attribute is nowhere
 */
function readerOf(table: GroupTable, named: readonly string[]): RowReader | undefined {
  const [attribute, group] = keyColumns(columnsOf(table));
  const columns = new Set(columnsOf(table));
  if (attribute !== undefined && group !== undefined)
    return (row) => ({ attributes: partsOf(textAt(row, attribute)), group: partsOf(textAt(row, group)) });
  const features = named.length > 0 ? named : table.features.filter((name) => bare(name) !== "index");
  if (features.length > 0 && features.every((name) => columns.has(name)))
    return (row) => ({ attributes: features, group: features.map((name) => textAt(row, name)) });
  if (features.length > 0 && table.rows.every(({ key }) => key.length > 0) && group === undefined)
    return ({ key }) => ({ attributes: features, group: key });
  if (features.length > 0 && group !== undefined)
    return (row) => ({ attributes: features, group: partsOf(textAt(row, group)) });
  const axes = [...columns].filter((name) => axisOf([name]) !== undefined);
  if (axes.length > 0)
    return (row) => {
      const stated = axes.filter((name) => textAt(row, name) !== "");
      return { attributes: stated, group: stated.map((name) => textAt(row, name)) };
    };
  return combinedReader(table, group);
}

/** Reads groups such as `sex: female` or `gender=F`, in a column or as the key of a row. */
function combinedReader(table: GroupTable, column: string | undefined): RowReader | undefined {
  const read = (row: TableRow): { attributes: string[]; group: string[] } | undefined => {
    const text = column === undefined ? (row.key.length === 1 ? (row.key[0] ?? "") : "") : textAt(row, column);
    if (text.length > 200) return undefined;
    const at = ["=", ":", "_"].map((mark) => text.indexOf(mark)).find((i) => i > 0 && axisOf([text.slice(0, i)]));
    return at === undefined ? undefined : { attributes: [text.slice(0, at)], group: [text.slice(at + 1).trim()] };
  };
  return table.rows.some((row) => read(row) !== undefined) ? read : undefined;
}

/** Splits the values of several attributes in one key, as pandas writes a tuple: `('F', '65+')` or `["F","65+"]`. */
export function partsOf(key: string): string[] {
  if (key.length > 500 || !/^\(.*\)$|^\[.*\]$/.test(key)) return [key];
  const parts = [...key.slice(1, -1).matchAll(/\s*(?:'([^']*)'|"([^"]*)"|([^,]+))\s*(?:,|$)/g)];
  return parts.map(([, single, double, plain]) => single ?? double ?? (plain ?? "").trim());
}

/**
 * The groups of a table. Groups of an attribute that is not a known axis are named and left out, and so are rows over
 * all groups.
 * @param named the attributes that stand elsewhere in the file
 */
export function groupsOfTable(table: GroupTable, named: readonly string[], log: DiagnosticCollector): GroupSource[] {
  if (table.rows.length === 0) return [];
  const read = readerOf(table, named);
  if (!read) {
    log.error(table.place, adviceFor(table));
    return [];
  }
  const unknown = new Map<string, SpanGetter>();
  const place = named.length > 0 ? table.place : undefined;
  const groups = table.rows.flatMap((row) => groupOf(row, read, { unknown, place }, log));
  for (const [name, place] of unknown) log.warn(place, `${quote(name)} is not a known axis: its groups are not read`);
  return groups;
}

/** What to do about a table whose groups or attribute have no name. */
function adviceFor({ rows }: GroupTable): string {
  const nameless = rows.every(({ key }) => key.length === 0 || key[0] === "");
  const [first] = rows;
  const other = first?.cells.find(({ name, value }) => name !== "" && !isFigure(name) && Number.isNaN(Number(value)));
  if (nameless && other)
    return `no column is a known axis such as \`sex\` or \`age\`: rename ${quote(other.name)} to the attribute of its groups`;
  if (nameless) return "the groups have no names: write the table with its index, as `by_group.to_dict()` or `by_group.reset_index().to_dict('records')`"; // prettier-ignore
  return 'the attribute of these groups is missing: put the table under its name, as `{"by_group": {"sex": …}}`';
}

function groupOf(
  row: TableRow,
  read: RowReader,
  { unknown, place }: { unknown: Map<string, SpanGetter>; place: SpanGetter | undefined },
  log: DiagnosticCollector,
): GroupSource[] {
  const found = read(row);
  if (!found || found.attributes.length === 0) return [];
  const { attributes, group } = found;
  if (group.length === 1 && isReserved(group[0] ?? "")) return [];
  const parts = attributes.length > 1 && group.length === 1 ? (group[0] ?? "").split("+") : group;
  const axis = axisOf(attributes);
  if (axis === undefined) {
    const name = attributes.join(" and ");
    if (!unknown.has(name)) unknown.set(name, place ?? row.place);
    return [];
  }
  if (parts.length !== attributes.length) {
    log.error(row.place, `this group has ${parts.length} values for ${attributes.length} attributes`);
    return [];
  }
  const measures = row.cells.filter(({ name }) => !isName(name, attributes));
  // pandas writes a row without figures for a combination of attributes that nobody has.
  if (!measures.some((measure) => isFigure(measure.name) && !isAbsent(measure))) return [];
  return [{ axis, group: parts.join(", "), place: row.place, measures }];
}

/** Whether a column names an attribute or a group. */
const isName = (name: string, attributes: readonly string[]): boolean =>
  attributes.includes(name) ||
  attributeColumns.has(bare(name)) ||
  (groupColumns.has(bare(name)) && !isFigure(name)) ||
  axisOf([name]) !== undefined;
