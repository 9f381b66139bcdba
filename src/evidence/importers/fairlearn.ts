import { isObject } from "../../util/json.ts";
import { quote } from "../../util/text.ts";
import { type DocumentBuilder, createBuilder, buildDocuments } from "./document-builder.ts";
import { type GroupSource, type Measure, putGroups, sayUnread } from "./groups.ts";
import type { Imported } from "./types.ts";
import { type DiagnosticCollector, type SpanGetter, createCollector } from "./diagnostics.ts";
import { type SourceNode, readData } from "./data-reader.ts";
import { dateOf, isAbsent, numberOf, quoted, textOf, wordOf } from "./values.ts";
import { axisOf, countOf, gapOf, rateOf } from "./terms.ts";

/** A row of a group table: the values of its attributes, and its figures. */
interface FairlearnRow {
  readonly group: readonly string[];
  readonly place: SpanGetter;
  readonly measures: readonly Measure[];
}

/** A group table, with its attributes where it names them. */
interface Table {
  readonly features: readonly string[] | undefined;
  readonly rows: readonly FairlearnRow[];
  readonly place: SpanGetter;
}

/**
 * Reads the groups of a Fairlearn `MetricFrame`, written as JSON:
 *
 * ```
 * { "sensitive_features": ["sex"], "overall": { "count": 200 }, "by_group": TABLE }
 * ```
 *
 * TABLE is what pandas makes of `by_group`: `columns` (`{metric: {group: value}}`), `index` (`{group: {metric: value}}`),
 * `split` or `tight` (`{index, columns, data}`), `table` (`{schema, data}`) or `records`; groups of two attributes are
 * lists or the text of a tuple. In place of one table there may be one for each attribute (`{"sex": TABLE}`), also
 * under `group_metrics`, `fairness_metrics.group_metrics` or at the root, and each in `groups`. Differences between groups
 * beside a table (`demographic_parity_difference`), or those of `fairness_metrics.fairness_metrics`
 * (`{"sex_demographic_parity": {"difference": 0.02}}`), are claims on gaps.
 *
 * Counts are those named tp, fp, tn, fn; or they follow exactly from `count` and unrounded rates. Model, version and
 * date are read where the file has `model_info` or `model_name`, `model_version`, `date` or `generation_date`.
 */
export function importFairlearn(file: string, text: string): Imported {
  const log = createCollector(file, "evidence/fairlearn");
  const root = readData(file, text, log);
  if (!root) return buildDocuments(log, []);
  const report = createBuilder(file, "FairnessReport", root.place);
  const tables = tablesIn(root);
  if (tables.length === 0) {
    log.error(root.place, "no group table found: write `by_group` of the MetricFrame, as {metric: {group: value}}");
    return buildDocuments(log, []);
  }
  const groups = tables.flatMap(({ attributes, table }) => groupsOf(attributes, table, log));
  putGroups(report, groups, log);
  putGaps(report, [...besideTables(root, tables), ...summaryOf(root)], log);
  putOverall(report, root.get("overall"), log);
  putHead(report, root, log);
  return buildDocuments(log, [report]);
}

function putHead(report: DocumentBuilder, root: SourceNode, log: DiagnosticCollector): void {
  const first = (...nodes: SourceNode[]): SourceNode =>
    nodes.find((node) => !isAbsent(node)) ?? (nodes[0] as SourceNode);
  const model = first(root.get("model_info", "name"), root.get("model_name"));
  const version = first(root.get("model_info", "version"), root.get("model_version"));
  const date = first(root.get("date"), root.get("generation_date"));
  report.put(["subject", "model"], textOf(model, log), model.place);
  report.put(["subject", "modelVersion"], textOf(version, log), version.place);
  report.put(["metadata", "date"], dateOf(date, log), date.place);
}

/** Copies the overall counts when all four are stated. A report has no field for rates alone. */
function putOverall(report: DocumentBuilder, overall: SourceNode, log: DiagnosticCollector): void {
  const cells = overall.entries().filter(({ key }) => ["tp", "fp", "tn", "fn"].includes(countOf(key) ?? ""));
  const isCount = ({ value }: SourceNode): boolean =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
  const broken = cells.find((cell) => !isCount(cell) && cell.value !== null);
  if (broken) log.error(broken.place, `${quote(broken.key)} must be a number of cases, not ${quoted(broken)}`);
  const whole = cells.filter(isCount);
  if (whole.length === 4)
    for (const cell of whole) report.put(["overall", countOf(cell.key) as string], cell.value, cell.place);
}

interface FoundTable {
  readonly attributes: readonly string[];
  readonly table: Table;
  /** The node with the figures that compare the groups. */
  readonly holder: SourceNode;
}

/** Finds the tables of a file, with the attributes of their groups where they are named. */
function tablesIn(root: SourceNode): FoundTable[] {
  const named = [root.get("by_group"), root.get("group_metrics"), root.get("fairness_metrics", "group_metrics")];
  const first = named.find((one) => !isAbsent(one)) ?? root;
  const pairs = root.get("fairness_metrics", "intersectional", "group_metrics");
  return [first, ...(isAbsent(pairs) ? [] : [pairs])].flatMap((holder) => tablesOf(holder, root));
}

/** Finds one table, or one per attribute. */
function tablesOf(holder: SourceNode, root: SourceNode): FoundTable[] {
  const stated = featuresOf(root);
  const table = tableOf(holder, stated);
  if (table) return [{ attributes: stated.length > 0 ? stated : (table.features ?? []), table, holder: root }];
  return holder.entries().flatMap((entry) => {
    const inner = entry.get("groups");
    const table = tableOf(isAbsent(inner) ? entry : inner, []);
    return table ? [{ attributes: entry.key.split("+"), table, holder: entry }] : [];
  });
}

/** A figure that compares the groups of some attributes. */
interface GroupComparison {
  readonly attributes: readonly string[];
  readonly measure: string;
  readonly figure: SourceNode;
}

/** Finds the figures next to a table that do not belong to a group. */
function besideTables(root: SourceNode, tables: readonly FoundTable[]): GroupComparison[] {
  return tables.flatMap(({ attributes, holder }) =>
    holder
      .entries()
      .filter(({ key, value }) => typeof value === "number" && (holder !== root || comparing.test(key)))
      .map((figure) => ({ attributes, measure: figure.key, figure })),
  );
}

/** Names of figures that compare groups. */
const comparing = /_(?:difference|disparity|ratio)$/;

/** Reads the figures of a summary. Each name consists of the attributes and the compared metric. */
function summaryOf(root: SourceNode): GroupComparison[] {
  return root
    .get("fairness_metrics", "fairness_metrics")
    .entries()
    .map((entry) => {
      const [, attributes = "", measure = entry.key] =
        /^(.+)_(demographic_parity|equal_opportunity|equalized_odds)$/.exec(entry.key) ?? [];
      return { attributes: attributes.split("+"), measure, figure: entry.get("difference") };
    });
}

/** Copies figures on gaps as claims. Reports and skips figures that caregate has no field for. */
function putGaps(report: DocumentBuilder, comparisons: readonly GroupComparison[], log: DiagnosticCollector): void {
  const unread = new Map<string, SpanGetter>();
  let index = 0;
  for (const { attributes, measure, figure } of comparisons) {
    const [axis, rate, gap] = [axisOf(attributes), gapOf(measure), numberOf(figure)];
    if (axis === undefined || rate === undefined || gap === undefined || gap < 0 || gap > 1) {
      unread.set(axis === undefined ? [...attributes, measure].join(" ") : measure, figure.place);
      continue;
    }
    const at = ["claimedGaps", index++] as const;
    report.put([...at, "axis"], axis, figure.place);
    report.put([...at, "rate"], rate, figure.place);
    report.put([...at, "gap"], gap, figure.place);
  }
  sayUnread(unread, log);
}

/** Reads the attributes that a file names for its groups. */
function featuresOf(root: SourceNode): string[] {
  const named = ["sensitive_features", "sensitive_feature", "sensitive_feature_names"].map((key) => root.get(key));
  const node = named.find((one) => !isAbsent(one));
  if (!node) return [];
  const list = Array.isArray(node.value) ? node.items() : [node];
  return list.flatMap(({ value }) => (typeof value === "string" ? [value] : []));
}

const isFigure = (name: string): boolean => countOf(name) !== undefined || rateOf(name) !== undefined;

function tableOf(node: SourceNode, features: readonly string[]): Table | undefined {
  if (Array.isArray(node.value)) return recordsTable(node, features, node.place);
  if (!isObject(node.value)) return undefined;
  if (Array.isArray(node.get("data").value)) {
    const schema = node.get("schema");
    if (isAbsent(schema)) return splitTable(node);
    return recordsTable(node.get("data"), texts(schema.get("primaryKey")), node.place);
  }
  const keyed = node.entries().filter(({ value }) => isObject(value));
  if (keyed.some(({ key }) => isFigure(key))) return columnsTable(keyed, node.place);
  if (keyed.some((entry) => entry.entries().some(({ key, value }) => isFigure(key) && !isObject(value))))
    return indexTable(keyed, node.place);
  return undefined;
}

const texts = (node: SourceNode): string[] =>
  (Array.isArray(node.value) ? node.items() : [node]).flatMap(({ value }) =>
    value === undefined ? [] : [wordOf(value)],
  );

/** `{metric: {group: value}}` */
function columnsTable(metrics: readonly SourceNode[], place: SpanGetter): Table {
  const rows = new Map<string, { place: SpanGetter; measures: Measure[] }>();
  for (const metric of metrics)
    for (const cell of metric.entries()) {
      const row = rows.get(cell.key) ?? { place: cell.place, measures: [] };
      row.measures.push({ name: metric.key, value: cell.value, place: cell.place });
      rows.set(cell.key, row);
    }
  return { features: undefined, rows: [...rows].map(([group, row]) => ({ ...row, group: partsOf(group) })), place };
}

/** `{group: {metric: value}}` */
function indexTable(groups: readonly SourceNode[], place: SpanGetter): Table {
  const rows = groups.map((group) => ({
    group: partsOf(group.key),
    place: group.place,
    measures: group.entries().map((cell) => ({ name: cell.key, value: cell.value, place: cell.place })),
  }));
  return { features: undefined, rows, place };
}

/** `{index, columns, data}`, with the names of the attributes in `index_names` where there are any. */
function splitTable(node: SourceNode): Table {
  const columns = texts(node.get("columns"));
  const index = node.get("index").items();
  const rows = node
    .get("data")
    .items()
    .map((row, i) => ({
      group: index[i] ? texts(index[i]) : [],
      place: row.place,
      measures: row.items().map((cell, j) => ({ name: columns[j] ?? "", value: cell.value, place: cell.place })),
    }));
  const names = texts(node.get("index_names")).filter((name) => name !== "");
  return { features: names.length > 0 ? names : undefined, rows, place: node.place };
}

/** `[{attribute: group, metric: value}]`. The groups are identified by the named attributes, or by known axes. */
function recordsTable(list: SourceNode, named: readonly string[], place: SpanGetter): Table | undefined {
  const records = list.items().filter(({ value }) => isObject(value));
  const keys = new Set(records.flatMap((record) => record.entries().map(({ key }) => key)));
  const features = named.length > 0 ? named : [...keys].filter((key) => axisOf([key]) !== undefined);
  if (![...keys].some(isFigure)) return undefined;
  const rows = records.map((record) => ({
    group: features.flatMap((feature) => texts(record.get(feature))),
    place: record.place,
    measures: record.entries().filter(({ key }) => !features.includes(key)).map(({ key, value, place }) => ({ name: key, value, place })), // prettier-ignore
  }));
  return { features, rows, place };
}

/** Splits the values of several attributes in one key, as pandas writes a tuple: `('F', '65+')` or `["F","65+"]`. */
function partsOf(key: string): string[] {
  if (key.length > 500 || !/^\(.*\)$|^\[.*\]$/.test(key)) return [key];
  const parts = [...key.slice(1, -1).matchAll(/\s*(?:'([^']*)'|"([^"]*)"|([^,]+))\s*(?:,|$)/g)];
  return parts.map(([, single, double, plain]) => single ?? double ?? (plain ?? "").trim());
}

/** Reads the groups of a table. Reports and skips groups of an attribute that is not a known axis. */
function groupsOf(attributes: readonly string[], table: Table, log: DiagnosticCollector): GroupSource[] {
  const [first] = table.rows;
  if (!first) return [];
  if (attributes.length === 0) {
    log.error(table.place, "the attribute of these groups is missing: add `sensitive_features`");
    return [];
  }
  const axis = axisOf(attributes);
  if (axis === undefined) {
    const message = `${quote(attributes.join(" and "))} is not a known axis: its groups are not read`;
    log.warn(table.place, message);
    return [];
  }
  return table.rows.flatMap(({ group, place, measures }) => {
    const parts = attributes.length > 1 && group.length === 1 ? (group[0] ?? "").split("+") : group;
    if (parts.length === attributes.length) return [{ axis, group: parts.join(", "), place, measures }];
    log.error(place, `this group has ${parts.length} values for ${attributes.length} attributes`);
    return [];
  });
}
