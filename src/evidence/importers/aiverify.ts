import { isObject } from "../../util/json.ts";
import { quote } from "../../util/text.ts";
import { type DocumentBuilder, createBuilder, buildDocuments } from "./document-builder.ts";
import { type GroupSource, type Measure, putGroups } from "./groups.ts";
import { ROUNDING } from "./group-rates.ts";
import type { Imported } from "./types.ts";
import { type DiagnosticCollector, createCollector } from "./diagnostics.ts";
import { type SourceNode, readData } from "./data-reader.ts";
import { dateOf, numberOf, textOf, wordOf } from "./values.ts";
import { axisOf } from "./terms.ts";

/** The only plugin whose results are by group of people. */
const FAIRNESS = "aiverify.stock.fairness_metrics_toolbox_for_classification";

/** Names of the positive class in a binary classification. */
const positives: readonly unknown[] = [1, "1", true, "true", "True"];

/** Rate names of caregate, each with the toolbox name of the rate and of its opposite. */
const rates = [
  ["sensitivity", "True Positive Rate", "False Negative Rate"],
  ["specificity", "True Negative Rate", "False Positive Rate"],
  ["ppv", "Positive Predictive Value Parity", "False Discovery Rate"],
  ["npv", "Negative Predictive Value Parity", "False Omission Rate"],
] as const;

/**
 * Reads one or several test results of AI Verify. Each result of the fairness toolbox for classification becomes a
 * FairnessReport with the rates of the positive class (`1` or `true` of two). The format has no counts.
 *
 * The toolbox divides a group's numbers by the cases of all groups, so its "True Positive Rate" is not the group's
 * rate. The opposite rate has the same divisor, so the group's own rate is the stated rate divided by the sum of both.
 *
 * The report takes its date from `startTime` and names the test data set. The format names the model only as a file, so
 * the report names no model or version. Results of other plugins are reported and skipped.
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
    log.error(
      result.place,
      `this is not a test result of AI Verify: it lacks ${absent.join(", ") || "a text in `gid`"}`,
    );
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
    log.warn(features.place, `${which} is not a known axis: its groups are not read`);
    return [];
  }
  return ownRates(rowsOf(metrics, names.length, axis), log);
}

/** The metrics of the positive class. Those of the other class are their mirror image. */
function positiveClass(output: SourceNode, log: DiagnosticCollector): SourceNode | undefined {
  const classes = output.get("output_classes");
  const labels = classes.items();
  const index = labels.findIndex(({ value }) => positives.includes(value));
  if (labels.length === 2 && index !== -1) return output.get("results", index);
  log.error(classes.place, "the positive class is unclear: use two classes, one of them `1` or `true`");
  return undefined;
}

/** Reads one group per attribute value. Comparisons between groups are skipped, because caregate recomputes them. */
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

/** A rate and its opposite, as the toolbox states them for one group. */
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

/** Computes each group's own rates. Values outside 0 to 1 stay unchanged and are rejected later. */
function ownRates(groups: readonly GroupSource[], log: DiagnosticCollector): GroupSource[] {
  const found = rates.map(([name, stated, opposite]) => {
    const pairs = groups.map((group) => pairOf(group, stated, opposite));
    reportLoneRates(groups, pairs, [stated, opposite], log);
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

/** Reports rates without their opposite: their divisor is unknown. */
function reportLoneRates(
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
  log.warn(first.place, `${quote(first.name)} is stated without ${quote(other)} and is not read: state both`);
}

/** A group without cases has no rate. */
function ownRate(name: string, pair: LabelPair | undefined): Measure[] {
  const whole = pair ? pair.rate + pair.opposite : 0;
  if (!pair || whole <= 0) return [];
  return [{ name, value: Number((pair.rate / whole).toPrecision(15)), place: pair.stated.place }];
}

/** Checks that a rate and its opposite add up to one, over all groups or within each. */
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
    `${both.map(quote).join(" and ")} add up to ${total.toFixed(4)} over all groups, not to 1: the rates are not of the same cases`,
  );
}
