import { isObject } from "../../util/json.ts";
import { putList, putUse } from "./model-card.ts";
import { type DocumentBuilder, createBuilder, buildDocuments } from "./document-builder.ts";
import type { Imported } from "./types.ts";
import { type DiagnosticCollector, createCollector } from "./diagnostics.ts";
import { putMetrics } from "./metrics.ts";
import { type SourceNode, readData } from "./data-reader.ts";
import { isAbsent, textOf } from "./values.ts";

/**
 * Reads the `metadata.json` of a MONAI bundle. It becomes a ModelCard (`intended_use`, of which what the bundle is not
 * to be used for is out of scope; `contraindications` or `out_of_scope`; `limitations` or `warning`; `data_source` as training data) and, when `eval_metrics` has figures of
 * ours, a ValidationReport. `name` and `version` say which model it is about and `authors` who made it; there is no date.
 */
export function importMonai(file: string, text: string): Imported {
  const log = createCollector(file, "evidence/monai");
  const root = readData(file, text, log);
  if (!root) return buildDocuments(log, []);
  if (!isObject(root.value) || isAbsent(root.get("version")) || isAbsent(root.get("monai_version"))) {
    log.error(root.place, "this is not the metadata of a MONAI bundle: it must have `version` and `monai_version`");
    return buildDocuments(log, []);
  }
  const [card, validation] = [
    createBuilder(file, "ModelCard", root.place),
    createBuilder(file, "ValidationReport", root.place),
  ];
  putHeads([card, validation], root, log);
  putCard(card, root, log);
  const metrics = root.get("eval_metrics").entries();
  putMetrics(validation, metrics.map((value) => ({ name: value.key, value, place: value.place })), log); // prettier-ignore
  return buildDocuments(log, [card, validation]);
}

function putHeads(drafts: readonly DocumentBuilder[], root: SourceNode, log: DiagnosticCollector): void {
  const [name, version, authors] = [root.get("name"), root.get("version"), root.get("authors")];
  const stated = { name: textOf(name, log), version: textOf(version, log), by: textOf(authors, log) };
  for (const one of drafts) {
    one.put(["subject", "model"], stated.name, name.place);
    one.put(["subject", "modelVersion"], stated.version, version.place);
    one.put(["metadata", "by"], stated.by, authors.place);
  }
}

function putCard(card: DocumentBuilder, root: SourceNode, log: DiagnosticCollector): void {
  const [use, source] = [root.get("intended_use"), root.get("data_source")];
  const negated = putUse(card, [use], log);
  putList(card, "outOfScope", [...listAt(root, "contraindications"), ...listAt(root, "out_of_scope")], log, negated);
  putList(card, "limits", [...listAt(root, "limitations"), ...listAt(root, "warning")], log);
  card.put(["trainingData", 0, "name"], textOf(source, log), source.place);
}

/** The elements of a list, or a single text. */
function listAt(root: SourceNode, key: string): SourceNode[] {
  const node = root.get(key);
  return Array.isArray(node.value) ? node.items() : [node];
}
