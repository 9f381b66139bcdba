import { createHash } from "node:crypto";
import { isObject } from "../../util/json.ts";
import { quote } from "../../util/text.ts";
import { putList, putUse, putUsers } from "./model-card.ts";
import { type DocumentBuilder, createBuilder, buildDocuments } from "./document-builder.ts";
import { type GroupSource, putGroups } from "./groups.ts";
import type { Imported } from "./types.ts";
import { type DiagnosticCollector, atStart, createCollector } from "./diagnostics.ts";
import { type MetricResult, putMetrics } from "./metrics.ts";
import { type SourceNode, type SourceValue, readData } from "./data-reader.ts";
import { dateOf, isAbsent, textOf, wordOf } from "./values.ts";
import { axisOf } from "./terms.ts";

/** Versions of the specification that have a model card in this shape. */
const versions = ["1.5", "1.6", "1.7"];

const algorithms: Readonly<Record<string, string>> = {
  MD5: "md5",
  "SHA-1": "sha1",
  "SHA-256": "sha256",
  "SHA-384": "sha384",
  "SHA-512": "sha512",
  "SHA3-256": "sha3-256",
  "SHA3-384": "sha3-384",
  "SHA3-512": "sha3-512",
};

/**
 * Reads the models of a CycloneDX bill of materials (JSON, 1.5 to 1.7). Of each component of type
 * `machine-learning-model`, by its name and version: a ModelCard from the considerations and data sets of its model
 * card; a ValidationReport from the performance metrics over all cases, with their intervals; and a FairnessReport from
 * those on a slice written as `attribute: group`, as claims, since there are no counts. A model whose digest is that of
 * an empty file was not digested, which is an error.
 */
export function importCycloneDx(file: string, text: string): Imported {
  const log = createCollector(file, "evidence/cyclonedx");
  const bom = readData(file, text, log);
  if (!bom) return buildDocuments(log, []);
  if (bom.get("bomFormat").value !== "CycloneDX" || !isObject(bom.value)) {
    log.error(
      bom.place,
      "this is not a CycloneDX bill of materials in JSON: it must have `bomFormat: CycloneDX` at the top",
    );
    return buildDocuments(log, []);
  }
  const version = bom.get("specVersion");
  if (typeof version.value !== "string" || !versions.includes(version.value))
    log.error(version.place, `CycloneDX ${versions.join(", ")} are supported, not ${quote(wordOf(version.value))}`);
  const components = componentsOf(bom.get("metadata", "component"), bom.get("components"));
  const models = components.filter((component) => component.get("type").value === "machine-learning-model");
  if (models.length === 0) log.error(bom.place, "no component is of type `machine-learning-model`");
  const byRef = refsOf(components);
  return buildDocuments(
    log,
    models.flatMap((model) => {
      const drafts = draftsOf(file, bom, model, byRef, log);
      if (models.length > 1) sayEmpty(model, drafts, log);
      return drafts;
    }),
  );
}

/** All components, however deep they lie within each other. */
function componentsOf(...roots: readonly SourceNode[]): SourceNode[] {
  return roots
    .flatMap((root) => (Array.isArray(root.value) ? root.items() : [root]))
    .flatMap((one) => (isObject(one.value) ? [one, ...componentsOf(one.get("components"))] : []));
}

type Refs = ReadonlyMap<unknown, SourceNode>;

/** Components by the name that the file gives them. */
function refsOf(components: readonly SourceNode[]): Refs {
  const named = components.filter((component) => typeof component.get("bom-ref").value === "string");
  return new Map(named.map((component) => [component.get("bom-ref").value, component]));
}

function draftsOf(
  file: string,
  bom: SourceNode,
  model: SourceNode,
  refs: Refs,
  log: DiagnosticCollector,
): DocumentBuilder[] {
  checkHashes(model, log);
  const card = createBuilder(file, "ModelCard", model.place);
  const validation = createBuilder(file, "ValidationReport", model.place);
  const fairness = createBuilder(file, "FairnessReport", model.place);
  putHeads([card, validation, fairness], bom, model, log);
  putCard(card, model.get("modelCard"), refs, log);
  const metrics = model.get("modelCard", "quantitativeAnalysis", "performanceMetrics").items();
  putMetrics(validation, metrics.filter(isOverall).map(resultOf), log);
  putSlices(
    fairness,
    metrics.filter((metric) => !isOverall(metric)),
    log,
  );
  return [card, validation, fairness];
}

/** Names a model of which nothing is read beside others. */
function sayEmpty(model: SourceNode, drafts: readonly DocumentBuilder[], log: DiagnosticCollector): void {
  if (drafts.some((one) => !one.isEmpty())) return;
  const name = quote(wordOf(model.get("name").value));
  log.warn(model.place, `the model ${name} has no model card with content: nothing is read of it`);
}

/** The digest of nothing is what a tool writes that had no file to digest. */
function checkHashes(model: SourceNode, log: DiagnosticCollector): void {
  for (const hash of model.get("hashes").items()) {
    const { alg, content } = { alg: hash.get("alg").value, content: hash.get("content") };
    const algorithm = typeof alg === "string" && Object.hasOwn(algorithms, alg) ? algorithms[alg] : undefined;
    if (algorithm === undefined || typeof content.value !== "string") continue;
    if (content.value.toLowerCase() === createHash(algorithm).update("").digest("hex"))
      log.error(content.place, `this is the ${wordOf(alg)} of an empty file: the model itself was not digested`);
  }
}

function putHeads(
  drafts: readonly DocumentBuilder[],
  bom: SourceNode,
  model: SourceNode,
  log: DiagnosticCollector,
): void {
  const [name, version] = [model.get("name"), model.get("version")];
  const [id, date] = [bom.get("serialNumber"), bom.get("metadata", "timestamp")];
  const authors = [
    bom.get("metadata", "authors", 0, "name"),
    bom.get("metadata", "manufacturer", "name"),
    bom.get("metadata", "manufacture", "name"),
  ];
  const by = authors.find((one) => !isAbsent(one));
  const stated = {
    name: textOf(name, log),
    version: textOf(version, log),
    id: textOf(id, log),
    date: dateOf(date, log),
    by: by && textOf(by, log),
  };
  for (const one of drafts) {
    one.put(["subject", "model"], stated.name, name.place);
    one.put(["subject", "modelVersion"], stated.version, version.place);
    one.put(["metadata", "id"], stated.id, id.place);
    one.put(["metadata", "date"], stated.date, date.place);
    one.put(["metadata", "by"], stated.by, by?.place ?? atStart);
  }
}

function putCard(card: DocumentBuilder, modelCard: SourceNode, refs: Refs, log: DiagnosticCollector): void {
  const considerations = modelCard.get("considerations");
  putUse(card, considerations.get("useCases").items(), log);
  putUsers(card, considerations.get("users").items(), log);
  const limits = ["technicalLimitations", "performanceTradeoffs"].flatMap((key) => considerations.get(key).items());
  const risks = considerations.get("ethicalConsiderations").items().map((one) => withText(one, "name", "description", log)); // prettier-ignore
  const harms = considerations.get("fairnessAssessments").items().map((one) => withText(one, "groupAtRisk", "harms", log)); // prettier-ignore
  putList(card, "limits", [...limits, ...risks, ...harms], log);
  putDatasets(card, modelCard.get("modelParameters", "datasets"), refs, log);
}

/** A consideration as one text: what it is about, and what it says. */
function withText(node: SourceNode, about: string, text: string, log: DiagnosticCollector): SourceValue {
  const [name, words] = [node.get(about), node.get(text)];
  const stated = [textOf(name, log), textOf(words, log)].filter((one) => one !== undefined);
  return { value: stated.length > 0 ? stated.join(": ") : undefined, place: (isAbsent(words) ? name : words).place };
}

/** Data sets by name; the specification does not tell those for training from those for evaluation. */
function putDatasets(card: DocumentBuilder, datasets: SourceNode, refs: Refs, log: DiagnosticCollector): void {
  let index = 0;
  for (const dataset of datasets.items()) {
    const component = refs.get(dataset.get("ref").value);
    const name = (component ?? dataset).get("name");
    const text = textOf(name, log);
    if (text === undefined) continue;
    const licence = component?.get("licenses", 0, "license", "id");
    card.put(["trainingData", index, "name"], text, name.place);
    if (licence) card.put(["trainingData", index, "licence"], textOf(licence, log), licence.place);
    index++;
  }
}

/** Whether a metric is on all cases, which is what one without a slice is. */
function isOverall(metric: SourceNode): boolean {
  const { value } = metric.get("slice");
  return (
    value === undefined || value === null || (typeof value === "string" && /^(?:overall|all|)$/i.test(value.trim()))
  );
}

function resultOf(metric: SourceNode): MetricResult {
  const type = metric.get("type");
  return {
    name: typeof type.value === "string" ? type.value : "",
    value: metric.get("value"),
    low: metric.get("confidenceInterval", "lowerBound"),
    high: metric.get("confidenceInterval", "upperBound"),
    place: type.place,
  };
}

/** Claims on slices that say which group they are; a slice in other words is named and left out. */
function putSlices(fairness: DocumentBuilder, metrics: readonly SourceNode[], log: DiagnosticCollector): void {
  const groups = new Map<string, GroupSource & { measures: GroupSource["measures"][number][] }>();
  for (const metric of metrics) {
    const { value, place } = metric.get("slice");
    const [, attribute = "", name = ""] = /^([^:=]+)[:=](.+)$/.exec(wordOf(value)) ?? [];
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
