import { isObject } from "../../util/json.ts";
import { quote } from "../../util/text.ts";
import { type SourceNode, readData } from "./data-reader.ts";
import { type DiagnosticCollector, createCollector } from "./diagnostics.ts";
import { type DocumentBuilder, buildDocuments, createBuilder } from "./document-builder.ts";
import type { Imported } from "./types.ts";
import { dateOf, isAbsent, textOf, textsOf, wordOf } from "./values.ts";

/** Types of a description of a data set. */
const dataset = /^(?:(?:sc|schema):|https?:\/\/schema\.org\/)?Dataset$/;

/** The fields of the RAI part that state what a data set lacks or gets wrong. */
const gaps = ["dataLimitations", "dataBiases", "dataCollectionMissingData"];
/** The fields of the RAI part that document how the data were prepared. */
const preparation = ["dataPreprocessingProtocol", "dataManipulationProtocol", "dataImputationProtocol"];

/**
 * Reads a description of a data set in Croissant (MLCommons Croissant 1.0, RAI 1.0). It becomes a ModelCard that states
 * the training data alone: name, licence, first and last day, known gaps, and whether its preparation is documented.
 * The file names no model, so the manifest has to state which model was trained on it. The version of the data set is
 * not that of the model.
 */
export function importCroissant(file: string, text: string): Imported {
  const log = createCollector(file, "evidence/croissant");
  const root = readData(file, text, log);
  if (!root) return buildDocuments(log, []);
  const set = datasetIn(root);
  if (!set) {
    log.error(root.place, "this is not a Croissant description of a data set: `@type` must be `sc:Dataset`");
    return buildDocuments(log, []);
  }
  const card = createBuilder(file, "ModelCard", set.place);
  putSet(card, set, log);
  return buildDocuments(log, [card]);
}

/** The description: the root, or the one in the graph of an RO-Crate. */
function datasetIn(root: SourceNode): SourceNode | undefined {
  const isSet = (node: SourceNode): boolean => {
    const type = node.get("@type");
    return isObject(node.value) && [type, ...type.items()].some(({ value }) => dataset.test(wordOf(value)));
  };
  return [root, ...root.get("@graph").items()].find(isSet);
}

/** A property of the RAI part, under each of the names that it has in practice. */
const raiOf = (set: SourceNode, name: string): SourceNode =>
  [`rai:${name}`, name, `http://mlcommons.org/croissant/RAI/${name}`]
    .map((key) => set.get(key))
    .find((node) => !isAbsent(node)) ?? set.get(`rai:${name}`);

/** The texts of a property that may be one text or a list. */
const textsIn = (node: SourceNode): SourceNode[] => (Array.isArray(node.value) ? node.items() : [node]);

function putSet(card: DocumentBuilder, set: SourceNode, log: DiagnosticCollector): void {
  const at = ["trainingData", 0] as const;
  const [name, licence] = [set.get("name"), set.get("license")];
  card.put([...at, "name"], textOf(name, log), name.place);
  const address = isObject(licence.value) ? [licence.get("@id"), licence.get("url")].find((one) => !isAbsent(one)) : textsIn(licence)[0]; // prettier-ignore
  if (address) card.put([...at, "licence"], textOf(address, log), address.place);
  const missing = textsOf(gaps.flatMap((key) => textsIn(raiOf(set, key))), log); // prettier-ignore
  for (const [i, { text, place }] of missing.entries()) card.put([...at, "knownGaps", i], text, place);
  const documented = preparation.map((key) => raiOf(set, key)).find((node) => textsOf(textsIn(node), log).length > 0);
  if (documented) card.put([...at, "preparation"], "documented", documented.place);
  putPeriod(card, set, log);
}

/** The time frame: its first and its last day. */
function putPeriod(card: DocumentBuilder, set: SourceNode, log: DiagnosticCollector): void {
  const frame = ["dataCollectionTimeframe", "dataCollectionTimeFrame"].map((key) => raiOf(set, key)).find((node) => !isAbsent(node)); // prettier-ignore
  if (!frame) return;
  const days = textsIn(frame).flatMap((node) => {
    const day = dateOf(node, log);
    return day === undefined ? [] : [{ day, place: node.place }];
  });
  if (days.length < textsIn(frame).length || days.length !== 2) {
    log.warn(frame.place, `${quote(frame.key)} is not read: write the first and the last day as a list`);
    return;
  }
  const [from, to] = days.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  if (from) card.put(["trainingData", 0, "from"], from.day, from.place);
  if (to) card.put(["trainingData", 0, "to"], to.day, to.place);
}
