import { isObject } from "../../util/json.ts";
import { quote } from "../../util/text.ts";
import { looksLikeTable, readCsv } from "./csv-reader.ts";
import { type DocumentBuilder, createBuilder, buildDocuments } from "./document-builder.ts";
import { type GroupSource, putGroups, sayUnread } from "./groups.ts";
import type { ImportOptions, Imported } from "./types.ts";
import { type DiagnosticCollector, type SpanGetter, createCollector } from "./diagnostics.ts";
import { type SourceNode, readData } from "./data-reader.ts";
import { type GroupTable, groupsOfTable, isFigure, isReserved } from "./group-table.ts";
import { tableIn, tablesByName, textsIn } from "./json-table.ts";
import { dateOf, isAbsent, numberOf, quoted, textOf } from "./values.ts";
import { axisOf, countOf, gapOf } from "./terms.ts";

/**
 * Reads the groups of a Fairlearn `MetricFrame`, written as JSON or CSV:
 *
 * ```
 * { "sensitive_features": ["sex"], "overall": { "count": 200 }, "by_group": TABLE }
 * ```
 *
 * TABLE is what pandas makes of `by_group`, as `tableIn` reads it; groups of two attributes are lists or the text of a
 * tuple. In place of one table there may be one for each attribute (`{"sex": TABLE}` or `{"sex": {"by_group":
 * TABLE}}`), also under `group_metrics`, `fairness_metrics.group_metrics` or at the root, or a list of maps that each
 * name their attribute. `overall`, `difference`, `ratio` and the like are never groups. Differences between groups
 * beside a table (`demographic_parity_difference`), or those of `fairness_metrics.fairness_metrics`
 * (`{"sex_demographic_parity": {"difference": 0.02}}`), are claims on gaps.
 *
 * Counts are those named tp, fp, tn, fn; or they follow exactly from `count` and unrounded rates. Model, version and
 * date are read where the file has `model_info` or `model_name`, `model_version`, `date` or `generation_date`.
 */
export function importFairlearn(file: string, text: string, options: ImportOptions = {}): Imported {
  return importGroups(file, text, options, createCollector(file, "evidence/fairlearn"));
}

/**
 * Reads figures by group of any tool: the shapes above as JSON, or a CSV with a row for each group. The row names its
 * group by a column such as `sex`, by `attribute` and `group`, or by both in one (`sex: female`).
 * Columns with other names are read by those that the manifest gives them in `columns`.
 */
export function importGroupMetrics(file: string, text: string, options: ImportOptions = {}): Imported {
  return importGroups(file, text, options, createCollector(file, "evidence/group-metrics"));
}

function importGroups(file: string, text: string, options: ImportOptions, log: DiagnosticCollector): Imported {
  if (looksLikeTable(text)) return importCsv(file, text, options, log);
  const root = readData(file, text, log);
  if (!root) return buildDocuments(log, []);
  const report = createBuilder(file, "FairnessReport", root.place);
  const tables = tablesIn(root);
  if (tables.length === 0) {
    log.error(root.place, noTable(root));
    return buildDocuments(log, []);
  }
  const groups = tables.flatMap(({ attributes, table }) => groupsOfTable(table, attributes, log));
  putGroups(report, groups, log);
  putGaps(report, [...besideTables(root, tables), ...summaryOf(root)], log);
  putOverall(report, root.get("overall"), log);
  putHead(report, root, log);
  return buildDocuments(log, [report]);
}

/** The table that `by_group.to_csv()` writes. */
function importCsv(file: string, text: string, { columns }: ImportOptions, log: DiagnosticCollector): Imported {
  const table = readCsv(file, text, log, columns);
  const report = createBuilder(file, "FairnessReport");
  const groups: GroupSource[] = table ? groupsOfTable({ ...table, features: [] }, [], log) : [];
  putGroups(report, groups, log);
  return buildDocuments(log, [report]);
}

function noTable(root: SourceNode): string {
  const values = root.entries().filter(({ value }) => typeof value === "number");
  if (values.length > 0 && values.length === root.entries().length)
    return "these are figures without groups, or groups without the name of a metric: write `by_group` with a dict of metrics"; // prettier-ignore
  return "no group table found: write `by_group` of the MetricFrame under each attribute, as {attribute: {metric: {group: value}}}"; // prettier-ignore
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
  readonly table: GroupTable;
  /** The node with the figures that compare the groups. */
  readonly holder: SourceNode;
}

/** Keys under which a table of groups stands. */
const holders = ["by_group", "by_groups", "group_metrics", "groups", "metrics_by_group", "per_group", "subgroups"];

/** Keys that name the attribute of the groups. */
const attributeKeys = [
  "sensitive_features",
  "sensitive_feature",
  "sensitive_feature_names",
  "sensitive_attribute",
  "protected_attribute",
  "protected_attributes",
  "attribute",
];

/** How deep tables lie in maps of maps. */
const DEEPEST = 6;

/** Finds the tables of a file, with the attributes of their groups where they are named. */
function tablesIn(root: SourceNode): FoundTable[] {
  const nested = root.get("fairness_metrics", "group_metrics");
  const pairs = root.get("fairness_metrics", "intersectional", "group_metrics");
  const start = isAbsent(nested) || holders.some((key) => !isAbsent(root.get(key))) ? root : nested;
  const more = isAbsent(pairs) ? [] : tablesAt(pairs, [], 0);
  return [...tablesAt(start, featuresOf(root), 0), ...more];
}

/**
 * Finds the tables at and below a node.
 * @param attributes those that are named above
 */
function tablesAt(node: SourceNode, attributes: readonly string[], depth: number): FoundTable[] {
  if (depth > DEEPEST) return [];
  const own = featuresOf(node);
  const named = own.length > 0 ? own : attributes;
  const inner = holders.map((key) => node.get(key)).find(({ value }) => typeof value === "object" && value !== null);
  if (inner) {
    const found = tablesAt(inner, named, depth + 1);
    if (found.length > 0) return found.map((one) => (one.holder === inner ? { ...one, holder: node } : one));
  }
  if (Array.isArray(node.value)) return listedTables(node, named, depth);
  if (!isObject(node.value)) return [];
  const entries = node.entries().filter(({ key, value }) => typeof value === "object" && !isReserved(key) && !isFigure(key)); // prettier-ignore
  const perAttribute = entries.flatMap((entry) => {
    const found = tablesAt(entry, entry.key.split("+"), depth + 1);
    return found.length > 0 ? [{ entry, found }] : [];
  });
  const byName = tablesByName(node);
  if (byName.length > 0)
    return byName.map(({ attribute, table }) => ({ attributes: [attribute], table, holder: node }));
  const table = tableIn(node);
  // A key that is an axis holds the table of an attribute, whatever else stands beside it.
  if (perAttribute.length > 0 && (!table || perAttribute.some(({ entry }) => axisOf(entry.key.split("+")) !== undefined))) return perAttribute.flatMap(({ found }) => found); // prettier-ignore
  return table ? [{ attributes: named.length > 0 ? named : table.features, table, holder: node }] : [];
}

/** A table of records, or a list of maps that each name their attribute. */
function listedTables(node: SourceNode, named: readonly string[], depth: number): FoundTable[] {
  const each = node
    .items()
    .flatMap((item) => (isObject(item.value) ? tablesAt(item, featuresOf(item), depth + 1) : []));
  if (each.length > 0 && each.every(({ attributes }) => attributes.length > 0)) return each;
  const table = tableIn(node);
  return table ? [{ attributes: named, table, holder: node }] : [];
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

/** Reads the attributes that a node names for its groups. */
function featuresOf(node: SourceNode): string[] {
  const named = attributeKeys.map((key) => node.get(key)).find((one) => !isAbsent(one));
  return named && (typeof named.value === "string" || Array.isArray(named.value)) ? textsIn(named) : [];
}
