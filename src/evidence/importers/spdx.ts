import { isObject } from "../../util/json.ts";
import { quote } from "../../util/text.ts";
import { type SourceNode, readData } from "./data-reader.ts";
import { type DiagnosticCollector, createCollector } from "./diagnostics.ts";
import { type DocumentBuilder, buildDocuments, createBuilder } from "./document-builder.ts";
import { putMetrics } from "./metrics.ts";
import { putList, putUse } from "./model-card.ts";
import type { Imported } from "./types.ts";
import { dateOf, isAbsent, textOf, wordOf } from "./values.ts";

/** A property, with its prefix or without. */
const property = (node: SourceNode, ...names: readonly string[]): SourceNode =>
  names.map((name) => node.get(name)).find((one) => !isAbsent(one)) ?? node.get(names[0] ?? "");

const typeOf = (node: SourceNode): string => wordOf(property(node, "type", "@type").value);
const idOf = (node: SourceNode): string => wordOf(property(node, "spdxId", "@id").value);

/**
 * Reads the models of an SPDX 3 document (JSON-LD) with the AI profile. Each `ai_AIPackage` becomes a ModelCard: its
 * application, its limitation, and the data sets of its relationships `trainedOn`; and a ValidationReport from its
 * metrics. SPDX 2 has no AI profile.
 */
export function importSpdx(file: string, text: string): Imported {
  const log = createCollector(file, "evidence/spdx");
  const root = readData(file, text, log);
  if (!root) return buildDocuments(log, []);
  const graph = root.get("@graph").items();
  const models = graph.filter((node) => /(?:^|[_/:])AIPackage$/.test(typeOf(node)));
  if (models.length === 0) {
    const what = isAbsent(root.get("spdxVersion")) ? "no element is an `ai_AIPackage`" : "SPDX 2 has no AI profile";
    log.error(root.place, `${what}: attach an SPDX 3 document with the AI profile, or a model card`);
    return buildDocuments(log, []);
  }
  const byId = new Map(graph.filter((node) => isObject(node.value)).map((node) => [idOf(node), node]));
  return buildDocuments(log, models.flatMap((model) => draftsOf(file, model, graph, byId, log))); // prettier-ignore
}

function draftsOf(
  file: string,
  model: SourceNode,
  graph: readonly SourceNode[],
  byId: ReadonlyMap<string, SourceNode>,
  log: DiagnosticCollector,
): DocumentBuilder[] {
  const [card, validation] = [createBuilder(file, "ModelCard", model.place), createBuilder(file, "ValidationReport", model.place)]; // prettier-ignore
  const [name, version] = [model.get("name"), property(model, "software_packageVersion", "packageVersion")];
  const created = creationOf(model, byId);
  const stated = { name: textOf(name, log), version: textOf(version, log), date: created && dateOf(created, log) };
  for (const one of [card, validation]) {
    one.put(["subject", "model"], stated.name, name.place);
    one.put(["subject", "modelVersion"], stated.version, version.place);
    if (created) one.put(["metadata", "date"], stated.date, created.place);
  }
  putUse(card, [property(model, "ai_informationAboutApplication", "informationAboutApplication")], log);
  putList(card, "limits", [property(model, "ai_limitation", "limitation")], log);
  for (const [i, set] of trainedOn(model, graph, byId).entries())
    card.put(["trainingData", i, "name"], textOf(set, log), set.place);
  const metrics = property(model, "ai_metric", "metric").items();
  putMetrics(validation, metrics.map((one) => ({ name: wordOf(one.get("key").value), value: one.get("value"), place: one.get("key").place })), log); // prettier-ignore
  const drafts = [card, validation];
  if (drafts.every((one) => one.isEmpty()))
    log.warn(model.place, `the model ${quote(wordOf(name.value))} states no use, limit or metric: nothing is read of it`); // prettier-ignore
  return drafts;
}

/** When an element was made: the time in its creation information, which may stand apart. */
function creationOf(model: SourceNode, byId: ReadonlyMap<string, SourceNode>): SourceNode | undefined {
  const info = model.get("creationInfo");
  const node = isObject(info.value) ? info : byId.get(wordOf(info.value));
  const created = node?.get("created");
  return created && !isAbsent(created) ? created : undefined;
}

/** The names of the data sets that a model was trained on. */
function trainedOn(
  model: SourceNode,
  graph: readonly SourceNode[],
  byId: ReadonlyMap<string, SourceNode>,
): SourceNode[] {
  const id = idOf(model);
  const relations = graph.filter((node) => node.get("relationshipType").value === "trainedOn" && wordOf(node.get("from").value) === id); // prettier-ignore
  return relations
    .flatMap((relation) => relation.get("to").items())
    .flatMap((to) => byId.get(wordOf(to.value))?.get("name") ?? [])
    .filter((name) => !isAbsent(name));
}
