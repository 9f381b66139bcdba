import { isObject } from "../../util/json.ts";
import { quote } from "../../util/text.ts";
import { type DocumentBuilder, createBuilder, buildDocuments } from "./document-builder.ts";
import { type GroupSource, type Measure, ROUNDING, putGroups } from "./groups.ts";
import type { Imported } from "./types.ts";
import { type DiagnosticCollector, createCollector } from "./diagnostics.ts";
import { type SourceNode, readData } from "./data-reader.ts";
import { dateOf, numberOf, textOf, wordOf } from "./values.ts";
import { axisOf } from "./terms.ts";

/** The only plugin whose results are about groups of people. */
const FAIRNESS = "aiverify.stock.fairness_metrics_toolbox_for_classification";

/** What a binary classification calls its positive class. */
const positives: readonly unknown[] = [1, "1", true, "true", "True"];

/** Rates by our names, each with what the toolbox calls it and its opposite. */
const rates = [
  ["sensitivity", "True Positive Rate", "False Negative Rate"],
  ["specificity", "True Negative Rate", "False Positive Rate"],
  ["ppv", "Positive Predictive Value Parity", "False Discovery Rate"],
  ["npv", "Negative Predictive Value Parity", "False Omission Rate"],
] as const;

/**
 * Reads test results of AI Verify: one, or a list of them. Those of the fairness toolbox for classification become a
 * FairnessReport each, of claims only, since the format has rates by group and no counts: those of the positive class
 * (`1` or `true` of two). The toolbox divides what it counts in a group by the cases of all groups, so that its "True
 * Positive Rate" is no rate of the group; but it divides the opposite by the same number, so that the group's own rate
 * is the one over the sum of both. The report is dated by `startTime` and names the test data set; the model is known
 * only as a file, so that no model or version is named. Results of other plugins are named and left out.
 */
export function importAiVerify(file: string, text: string): Imported {
  const log = createCollector(file, "evidence/aiverify");
  const root = readData(file, text, log);
  if (!root) return buildDocuments(log, []);
  const results = Array.isArray(root.value) ? root.items() : [root];
  return buildDocuments(
    log,
    results.flatMap((result) => reportOf(file, result, log) ?? []),
  );
}

function reportOf(file: string, result: SourceNode, log: DiagnosticCollector): DocumentBuilder | undefined {
  const gid = result.get("gid");
  const needed = ["gid", "cid", "startTime", "testArguments", "output"];
  const absent = needed.filter((key) => result.get(key).value === undefined);
  if (!isObject(result.value) || absent.length > 0 || typeof gid.value !== "string") {
    log.error(result.place, `this is no test result of AI Verify: it lacks ${absent.join(", ") || "a text in `gid`"}`);
    return undefined;
  }
  if (gid.value !== FAIRNESS) {
    log.warn(gid.place, `results of ${quote(gid.value)} are not read: those of ${quote(FAIRNESS)} are`);
    return undefined;
  }
  const report = createBuilder(file, "FairnessReport", result.place);
  const [start, dataset] = [result.get("startTime"), result.get("testArguments", "testDataset")];
  report.put(["metadata", "date"], dateOf(start, log), start.place);
  report.put(["subject", "dataset"], textOf(dataset, log), dataset.place);
  putGroups(report, groupsOf(result.get("output"), log), log);
  return report;
}

function groupsOf(output: SourceNode, log: DiagnosticCollector): GroupSource[] {
  const features = output.get("sensitive_feature");
  const names = features.items().map(({ value }) => wordOf(value));
  const axis = axisOf(names);
  const metrics = positiveClass(output, log);
  if (!metrics) return [];
  if (axis === undefined) {
    const which = quote(names.join(" and "));
    log.warn(features.place, `${which} is none of the axes that groups are looked at by; its groups are not read`);
    return [];
  }
  return ownRates(rowsOf(metrics, names.length, axis), log);
}

/** The metrics of the positive class; those of the other class say the same the other way round. */
function positiveClass(output: SourceNode, log: DiagnosticCollector): SourceNode | undefined {
  const classes = output.get("output_classes");
  const labels = classes.items();
  const index = labels.findIndex(({ value }) => positives.includes(value));
  if (labels.length === 2 && index !== -1) return output.get("results", index);
  log.error(
    classes.place,
    "which of the classes is the positive one is not clear: two are read, of which one is 1 or true",
  );
  return undefined;
}

/** A group for each value of the attributes; what compares several groups is left to be recomputed. */
function rowsOf(metrics: SourceNode, attributes: number, axis: string): GroupSource[] {
  const groups = new Map<string, GroupSource & { measures: GroupSource["measures"][number][] }>();
  for (const metric of metrics.entries())
    for (const row of metric.items()) {
      const parts = row.get("group").items();
      if (parts.length !== attributes) continue;
      const name = parts.map(({ value }) => wordOf(value)).join(", ");
      const group = groups.get(name) ?? { axis, group: name, place: row.get("group").place, measures: [] };
      const figure = row.get("metric");
      group.measures.push({ name: metric.key, value: figure.value, place: figure.place });
      groups.set(name, group);
    }
  return [...groups.values()];
}

/** A rate and its opposite as the toolbox states them of one group. */
interface LabelPair {
  readonly stated: Measure;
  readonly rate: number;
  readonly opposite: number;
}

function pairOf({ measures }: GroupSource, name: string, opposite: string): LabelPair | undefined {
  const [stated, other] = [name, opposite].map((one) => measures.find((measure) => measure.name === one));
  const [a, b] = [stated, other].map((measure) => measure && numberOf(measure));
  return stated && a !== undefined && b !== undefined ? { stated, rate: a, opposite: b } : undefined;
}

const names: ReadonlySet<string> = new Set(rates.flatMap(([, stated, opposite]) => [stated, opposite]));

/** The groups with their own rates. What is no share is left as it is, for it to be refused as any other is. */
function ownRates(groups: readonly GroupSource[], log: DiagnosticCollector): GroupSource[] {
  const found = rates.map(([name, stated, opposite]) => {
    const pairs = groups.map((group) => pairOf(group, stated, opposite));
    sayLone(groups, pairs, [stated, opposite], log);
    checkTotal(pairs, [stated, opposite], log);
    return { name, pairs };
  });
  return groups.map((group, i) => {
    const others = group.measures.filter((measure) => !names.has(measure.name) || !isShare(numberOf(measure)));
    const own = found.flatMap(({ name, pairs }) => ownRate(name, pairs[i]));
    return { ...group, measures: [...own, ...others] };
  });
}

const isShare = (number: number | undefined): boolean => number !== undefined && number >= 0 && number <= 1;

/** Of a rate without its opposite nobody can tell by which cases it was divided. */
function sayLone(
  groups: readonly GroupSource[],
  pairs: readonly (LabelPair | undefined)[],
  both: readonly string[],
  log: DiagnosticCollector,
): void {
  const lone = groups.flatMap(({ measures }, i) =>
    pairs[i] ? [] : measures.filter(({ name }) => both.includes(name)),
  );
  const [first] = lone;
  if (!first || !lone.every((measure) => isShare(numberOf(measure)))) return;
  const other = both.find((name) => name !== first.name) ?? "";
  log.warn(first.place, `${quote(first.name)} is stated without ${quote(other)}, so that it is not read`);
}

/** Without cases there is no rate. */
function ownRate(name: string, pair: LabelPair | undefined): Measure[] {
  const whole = pair ? pair.rate + pair.opposite : 0;
  if (!pair || whole <= 0) return [];
  return [{ name, value: Number((pair.rate / whole).toPrecision(15)), place: pair.stated.place }];
}

/** A rate and its opposite add up to one over all groups, or within each. */
function checkTotal(
  pairs: readonly (LabelPair | undefined)[],
  both: readonly string[],
  log: DiagnosticCollector,
): void {
  const known = pairs.flatMap((pair) => pair ?? []);
  const wholes = known.map(({ rate, opposite }) => rate + opposite).filter((whole) => whole > 0);
  const total = wholes.reduce((sum, whole) => sum + whole, 0);
  const isOne = (sum: number): boolean => Math.abs(sum - 1) <= ROUNDING;
  const [first] = known;
  if (!first || wholes.length === 0 || isOne(total) || wholes.every(isOne)) return;
  log.error(
    first.stated.place,
    `${both.map(quote).join(" and ")} add up to ${total.toFixed(4)} over all groups, not to 1: they are no rates of the same cases`,
  );
}
