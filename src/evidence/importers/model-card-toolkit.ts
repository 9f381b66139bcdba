import { isObject } from "../../util/json.ts";
import { quote } from "../../util/text.ts";
import { type SourceNode, type SourceValue, readData } from "./data-reader.ts";
import { type DiagnosticCollector, createCollector } from "./diagnostics.ts";
import { type DocumentBuilder, buildDocuments, createBuilder } from "./document-builder.ts";
import { type GroupSource, putGroups } from "./groups.ts";
import { type MetricResult, putMetrics } from "./metrics.ts";
import { putList, putUse, putUsers } from "./model-card.ts";
import type { Imported } from "./types.ts";
import { axisOf } from "./terms.ts";
import { dateOf, isAbsent, textOf, textsOf, wordOf } from "./values.ts";

/**
 * Reads a model card of Google's Model Card Toolkit (JSON, schema 0.0.1 and 0.0.2). It becomes a ModelCard: use cases,
 * users, limitations, tradeoffs and ethical considerations, and the data sets; a ValidationReport from the performance
 * metrics over all cases; and a FairnessReport of claims from those on a slice written as `sex: female`.
 */
export function importModelCardToolkit(file: string, text: string): Imported {
  const log = createCollector(file, "evidence/model-card-toolkit");
  const root = readData(file, text, log);
  if (!root) return buildDocuments(log, []);
  const inner = root.get("model_card");
  const card = isObject(inner.value) ? inner : root;
  if (!isObject(card.get("model_details").value)) {
    log.error(root.place, "this is not a model card of the Model Card Toolkit: it must have `model_details`");
    return buildDocuments(log, []);
  }
  const drafts = (["ModelCard", "ValidationReport", "FairnessReport"] as const).map((kind) => createBuilder(file, kind, card.place)); // prettier-ignore
  const [document, validation, fairness] = drafts as [DocumentBuilder, DocumentBuilder, DocumentBuilder];
  putHeads(drafts, card.get("model_details"), log);
  putCard(document, card, log);
  const metrics = card.get("quantitative_analysis", "performance_metrics").items();
  putMetrics(validation, metrics.filter((metric) => isAbsent(metric.get("slice"))).map(resultOf), log); // prettier-ignore
  putSlices(fairness, metrics.filter((metric) => !isAbsent(metric.get("slice"))), log); // prettier-ignore
  return buildDocuments(log, drafts);
}

function putHeads(drafts: readonly DocumentBuilder[], details: SourceNode, log: DiagnosticCollector): void {
  const [name, owner] = [details.get("name"), details.get("owners", 0, "name")];
  const version = isObject(details.get("version").value) ? details.get("version", "name") : details.get("version");
  const date = details.get("version", "date");
  const stated = { name: textOf(name, log), version: textOf(version, log), by: textOf(owner, log), date: dateOf(date, log) }; // prettier-ignore
  for (const one of drafts) {
    one.put(["subject", "model"], stated.name, name.place);
    one.put(["subject", "modelVersion"], stated.version, version.place);
    one.put(["metadata", "by"], stated.by, owner.place);
    one.put(["metadata", "date"], stated.date, date.place);
  }
}

/** Names of data sets that a model is evaluated on. */
const ofEvaluation = /\b(?:validation|test(?:ing)?|eval|evaluation|hold-?out)\b/i;

/** Texts of a list whose elements are texts or maps with a description. */
const described = (list: SourceNode, ...keys: readonly string[]): SourceValue[] =>
  list.items().map((item) => (isObject(item.value) ? (keys.map((key) => item.get(key)).find((one) => !isAbsent(one)) ?? item.get("description")) : item)); // prettier-ignore

function putCard(card: DocumentBuilder, root: SourceNode, log: DiagnosticCollector): void {
  const considerations = root.get("considerations");
  putUse(card, described(considerations.get("use_cases"), "description"), log);
  putUsers(card, described(considerations.get("users"), "description"), log);
  const limits = ["limitations", "tradeoffs"].flatMap((key) => described(considerations.get(key), "description"));
  const risks = described(considerations.get("ethical_considerations"), "name", "description");
  putList(card, "limits", [...limits, ...risks], log);
  const data = root.get("model_parameters", "data");
  // The list of schema 0.0.2 has the data sets of training and of evaluation.
  const sets = Array.isArray(data.value) ? data.items().filter((set) => !ofEvaluation.test(wordOf(set.get("name").value))) : [data.get("train")]; // prettier-ignore
  const names = textsOf(sets.map((set) => set.get("name")), log); // prettier-ignore
  for (const [i, { text, place }] of names.entries()) card.put(["trainingData", i, "name"], text, place);
}

function resultOf(metric: SourceNode): MetricResult {
  const [type, interval] = [metric.get("type"), metric.get("confidence_interval")];
  return {
    name: wordOf(type.value),
    value: metric.get("value"),
    low: interval.get("lower_bound"),
    high: interval.get("upper_bound"),
    place: type.place,
  };
}

function putSlices(fairness: DocumentBuilder, metrics: readonly SourceNode[], log: DiagnosticCollector): void {
  const groups = new Map<string, GroupSource & { measures: GroupSource["measures"][number][] }>();
  for (const metric of metrics) {
    const { value, place } = metric.get("slice");
    const [, attribute = "", name = ""] = /^([^:=]{1,60})[:=](.{1,100})$/.exec(wordOf(value)) ?? [];
    const axis = axisOf([attribute]);
    if (axis === undefined || name.trim() === "") {
      log.warn(place, `the slice ${quote(wordOf(value))} names no group and is not read: write it as \`sex: female\``);
      continue;
    }
    const key = `${axis}\0${name.trim()}`;
    const group = groups.get(key) ?? { axis, group: name.trim(), place, measures: [] };
    const figure = metric.get("value");
    group.measures.push({ name: wordOf(metric.get("type").value), value: figure.value, place: figure.place });
    groups.set(key, group);
  }
  putGroups(fairness, [...groups.values()], log);
}
