import { isObject } from "../../util/json.ts";
import { quote } from "../../util/text.ts";
import { type LocatedCounts, isCount, locatedCounts, putResults } from "./binary-results.ts";
import { type ClassRow, countsOfClasses, isAverage, putClasses, rowsInText } from "./class-report.ts";
import { looksLikeTable } from "./csv-reader.ts";
import { type SourceNode, readData } from "./data-reader.ts";
import { type DiagnosticCollector, atStart, createCollector } from "./diagnostics.ts";
import { type DocumentBuilder, buildDocuments, createBuilder } from "./document-builder.ts";
import type { Measure } from "./groups.ts";
import { type MetricResult, shortName, withUncertainty } from "./metrics.ts";
import { readResultTable } from "./result-table.ts";
import type { Imported } from "./types.ts";
import { countOf, metricOf, rateOf } from "./terms.ts";
import { measuresIn } from "./uncertainty.ts";
import { dateOf, isAbsent, numberOf, textOf } from "./values.ts";

/** Keys under which the results of the test stand, the best first. */
const sections = ["external", "external_validation", "test", "test_metrics", "test_set", "holdout", "metrics", "evaluation", "results", "classification_report", "scores", "performance"]; // prettier-ignore

/** Names of results on cases that the model learned from or was chosen by. */
const notTest =
  /^(?:train(?:ing)?|val(?:idation)?|dev|cv|cross_?val\w*|fold_?\d+)(?:_(?:metrics|set|results|scores))?$/i;

/**
 * Reads what scikit-learn computes for a binary classifier, as JSON, CSV or text: metrics by name (`accuracy`, `recall`,
 * `roc_auc`), a confusion matrix (`[[tn, fp], [fn, tp]]` or by name), and a classification report. They become a
 * ValidationReport. Results of a test set are taken, those of training and validation sets are not. The counts follow
 * from a classification report if its figures settle them. Averages over classes are not read.
 */
export function importScikitLearn(file: string, text: string): Imported {
  const log = createCollector(file, "evidence/scikit-learn");
  const report = createBuilder(file, "ValidationReport");
  if (/^ *precision +recall +f1-score +support\s*$/m.test(text)) putClasses(report, rowsInText(text), log);
  else if (looksLikeTable(text)) readResultTable(report, file, text, log);
  else {
    const root = readData(file, text, log);
    if (root) putAt(report, root, log);
  }
  return buildDocuments(log, [report]);
}

/** Puts the results of a node that holds them, or that holds the node with them. */
export function putAt(report: DocumentBuilder, root: SourceNode, log: DiagnosticCollector): void {
  putHead(report, root, log);
  const node = resultsNode(root, 0);
  if (!node) {
    log.error(root.place, problemOf(root));
    return;
  }
  if (node !== root) putHead(report, node, log);
  if (classRows(node).length > 0) {
    putClasses(report, classRows(node), log);
    return;
  }
  const measures = measuresIn(node, isMetric).map((measure) => ({ ...measure, name: shortName(measure.name) }));
  const results = measures.flatMap(({ name, value, place }): MetricResult[] => {
    const isFigure = typeof value === "number" || typeof value === "string";
    const known = metricOf(name) ?? rateOf(name)?.rate;
    if (!isFigure || known === undefined || countOf(name) !== undefined) return [];
    return metricOf(name) === undefined ? complementOf({ name, value, place }) : [{ name, value: { value, place }, place }]; // prettier-ignore
  });
  const rows = rowsBeside(node, root);
  const kept = withoutAverages(results, Math.max(rows.length, matrixAt(node, root)?.items().length ?? 0), log);
  putResults(report, countsIn(node, root) ?? countsOfClasses(rows), withUncertainty(kept, measures), log);
}

/** The rows of a classification report that stands beside other results. */
function rowsBeside(node: SourceNode, root: SourceNode): ClassRow[] {
  const reports = [node, root].flatMap((one) => [one.get("classification_report"), one.get("report")]);
  return reports.map(classRows).find((rows) => rows.length > 0) ?? [];
}

/** Rates over more than two classes are averages, not those of a positive class. */
function withoutAverages(results: readonly MetricResult[], classes: number, log: DiagnosticCollector): MetricResult[] {
  const averaged = results.filter(({ name }) => ofOneClass.has(metricOf(name) ?? ""));
  if (classes <= 2 || averaged.length === 0) return [...results];
  const names = averaged.map(({ name }) => quote(name)).join(", ");
  log.warn(averaged[0]?.place ?? atStart, `not read because they are over ${classes} classes: ${names}`);
  return results.filter((one) => !averaged.includes(one));
}

/** Rates of the positive class. */
const ofOneClass: ReadonlySet<string> = new Set(["sensitivity", "specificity", "ppv", "npv"]);

const isMetric = (name: string): boolean => metricOf(shortName(name)) !== undefined;

const nameOf = ({ key }: SourceNode): string => shortName(key);

/** A rate that is stated as its opposite, such as `fpr`. */
function complementOf(measure: Measure): MetricResult[] {
  const [known, number] = [rateOf(measure.name), numberOf(measure)];
  if (!known?.complement || number === undefined || number < 0 || number > 1) return [];
  const value = { value: Number((1 - number).toPrecision(15)), place: measure.place };
  return [{ name: known.rate, value, place: measure.place }];
}

const hasFigures = (node: SourceNode): boolean =>
  matrixIn(node) !== undefined ||
  named(node) !== undefined ||
  classRows(node).length > 0 ||
  measuresIn(node, isMetric).some(({ name, value, place }) => metricOf(shortName(name)) !== undefined && numberOf({ value, place }) !== undefined); // prettier-ignore

/** The node with the results of the test: the root, or one of the sections below it. */
function resultsNode(node: SourceNode, depth: number): SourceNode | undefined {
  if (depth > 3) return undefined;
  const inner = sections.map((key) => node.get(key)).find((one) => isObject(one.value));
  const found = inner && resultsNode(inner, depth + 1);
  if (found && !(hasFigures(node) && !isTest(inner.key))) return found;
  return hasFigures(node) ? node : found;
}

const isTest = (key: string): boolean => /^(?:external|test|holdout)/.test(key);

function problemOf(root: SourceNode): string {
  const withFigures = root.entries().filter((entry) => isObject(entry.value) && hasFigures(entry));
  const tests = withFigures.filter(({ key }) => !notTest.test(key));
  if (withFigures.length > 0 && tests.length === 0)
    return "the results are those of training or validation sets: add those of the test set, under `test`";
  if (tests.length > 1) {
    const names = tests.slice(0, 5).map(({ key }) => quote(key)).join(", "); // prettier-ignore
    return `there are results of several models or sets (${names}): keep those of one`;
  }
  if (tests[0])
    return `the results stand under ${quote(tests[0].key)}: put them under \`test\` if they are of a test set`;
  return "no result found: write metrics by name, a confusion matrix or a classification report of two classes";
}

const first = (...nodes: readonly SourceNode[]): SourceNode | undefined => nodes.find((node) => !isAbsent(node));

function putHead(report: DocumentBuilder, root: SourceNode, log: DiagnosticCollector): void {
  const text = (path: readonly string[], node: SourceNode | undefined): void => {
    if (node && typeof node.value === "string") report.put(path, textOf(node, log), node.place);
  };
  text(["subject", "model"], first(root.get("model_name"), root.get("model", "name"), root.get("model")));
  text(
    ["subject", "modelVersion"],
    first(root.get("model_version"), root.get("model", "version"), root.get("version")),
  );
  text(["subject", "dataset"], first(root.get("dataset"), root.get("dataset_name"), root.get("test_dataset")));
  const date = first(root.get("date"), root.get("evaluation_date"), root.get("timestamp"), root.get("evaluated_at"));
  if (date && typeof date.value === "string") report.put(["metadata", "date"], dateOf(date, log), date.place);
}

/** The rows of a classification report in a node. */
function classRows(node: SourceNode): ClassRow[] {
  return node.entries().flatMap((entry) => {
    const support = entry.get("support");
    if (!isObject(entry.value) || isAbsent(support) || isAverage(entry.key)) return [];
    return [{ name: entry.key, precision: entry.get("precision"), recall: entry.get("recall"), support, place: entry.place }]; // prettier-ignore
  });
}

/** The matrix that stands with some results. */
const matrixAt = (...nodes: readonly SourceNode[]): SourceNode | undefined =>
  first(...nodes.flatMap((node) => [node.get("confusion_matrix"), node.get("cm"), node.get("matrix")]));

/** The two by two matrix of a node, `[[tn, fp], [fn, tp]]`. */
function matrixIn(node: SourceNode): SourceNode[] | undefined {
  const rows = (matrixAt(node) ?? node).items();
  const cells = rows.flatMap((row) => row.items());
  return rows.length === 2 && rows.every((row) => row.items().length === 2) && cells.every(isCount) ? cells : undefined;
}

/** Counts of the test: a matrix, or four counts by name. */
function countsIn(node: SourceNode, root: SourceNode): LocatedCounts | undefined {
  const matrix = matrixAt(node, root);
  const [tn, fp, fn, tp] = matrixIn(node) ?? (node === root ? undefined : matrixIn(root)) ?? named(node) ?? (matrix && named(matrix)) ?? []; // prettier-ignore
  return tn && fp && fn && tp ? locatedCounts({ tp, fp, tn, fn }) : undefined;
}

function named(node: SourceNode): SourceNode[] | undefined {
  const cells = ["tn", "fp", "fn", "tp"].map((name) => node.entries().find((one) => countOf(nameOf(one)) === name && isCount(one))); // prettier-ignore
  return cells.every((cell) => cell !== undefined) ? cells : undefined;
}
