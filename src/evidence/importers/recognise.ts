import { looksLikeTable, separatorOfHead } from "./csv-reader.ts";
import { type Json, type JsonObject, isObject, parseJson } from "../../util/json.ts";
import { isFigure, namesGroups } from "./group-table.ts";
import { shortName } from "./metrics.ts";
import { axisOf, countOf, metricOf, rateOf } from "./terms.ts";

/** How much of a text is looked at where it is no JSON. */
const HEAD = 20_000;
/** How deep and how many entries of a JSON value are looked at. */
const [DEEPEST, MOST_ENTRIES] = [5, 200];

const has = (value: JsonObject, ...keys: readonly string[]): boolean => keys.every((key) => Object.hasOwn(value, key));

const textAt = (value: JsonObject, key: string): string => (typeof value[key] === "string" ? value[key] : "");

/** What a map has at its top that only one format has. */
const marks: readonly (readonly [string, (root: JsonObject) => boolean])[] = [
  ["cyclonedx", (root) => root["bomFormat"] === "CycloneDX"],
  ["in-toto", (root) => textAt(root, "_type").startsWith("https://in-toto.io/Statement/")],
  ["in-toto", (root) => has(root, "payload", "payloadType") || isObject(root["dsseEnvelope"]) || isSigstore(root)],
  ["spdx", (root) => has(root, "spdxVersion") || /spdx\.org/.test(JSON.stringify(root["@context"] ?? ""))],
  ["croissant", (root) => /mlcommons\.org\/croissant/.test(JSON.stringify(root["conformsTo"] ?? root["dct:conformsTo"] ?? ""))], // prettier-ignore
  ["cnil-pia", (root) => isObject(root["pia"]) && Array.isArray(root["answers"])],
  ["monai", (root) => has(root, "monai_version")],
  ["aiverify", (root) => has(root, "gid", "cid", "output")],
  ["mlflow", (root) => isObject(root["info"]) && isObject(root["data"]) && isObject(root["data"]["metrics"])],
  ["drift", (root) => isEvidently(root["metrics"])],
  ["model-card-toolkit", (root) => isObject(isObject(root["model_card"]) ? root["model_card"]["model_details"] : root["model_details"])], // prettier-ignore
  ["fhir", (root) => has(root, "resourceType")],
];

/** Whether a map is a Sigstore bundle. */
const isSigstore = (root: JsonObject): boolean => textAt(root, "mediaType").startsWith("application/vnd.dev.sigstore.bundle"); // prettier-ignore

/** Whether some map within a value holds figures of groups or of a model. */
function holds(value: Json | undefined, test: (map: JsonObject) => boolean, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  if (Array.isArray(value)) return value.slice(0, MOST_ENTRIES).some((one) => holds(one, test, depth + 1));
  if (!isObject(value)) return false;
  if (test(value)) return true;
  return Object.keys(value).slice(0, MOST_ENTRIES).some((key) => holds(value[key], test, depth + 1)); // prettier-ignore
}

/** Whether a list of metrics is one of Evidently, of either version. */
const isEvidently = (metrics: Json | undefined): boolean =>
  Array.isArray(metrics) &&
  metrics.some((one) => {
    if (!isObject(one)) return false;
    const type = isObject(one["config"]) ? textAt(one["config"], "type") : "";
    return type.startsWith("evidently:") || (has(one, "metric", "result") && textAt(one, "metric").includes("Drift"));
  });

const isNumber = (value: Json | undefined): boolean => typeof value === "number";

const isDrift = (map: JsonObject): boolean =>
  Object.keys(map).some((key) => /^(?:psi|psi_value|psi_score|population_stability_index)$/i.test(key) && (isNumber(map[key]) || isObject(map[key]))); // prettier-ignore

const isResult = (map: JsonObject): boolean =>
  has(map, "confusion_matrix") ||
  has(map, "precision", "recall", "support") ||
  Object.keys(map).filter((key) => metricOf(shortName(key)) !== undefined && isNumber(map[key])).length > 1; // prettier-ignore

const isFairlearn = (map: JsonObject): boolean => ["by_group", "group_metrics", "sensitive_features"].some((key) => has(map, key)); // prettier-ignore

const isGroupHolder = (map: JsonObject): boolean =>
  ["by_group", "group_metrics", "groups"].some((key) => typeof map[key] === "object") ||
  Object.keys(map).some(
    (key) =>
      /_(?:by|per)_/.test(key) &&
      axisOf([key.replace(/^.*_(?:by|per)_/, "")]) !== undefined &&
      typeof map[key] === "object",
  ) || // prettier-ignore
  (Object.keys(map).some((key) => axisOf([key]) !== undefined) && holds(map, isFigures)) ||
  (has(map, "sensitive_features") && Object.keys(map).some((key) => isFigure(key) && isObject(map[key])));

const isFigures = (map: JsonObject): boolean =>
  Object.keys(map).filter((key) => (countOf(key) ?? rateOf(key) ?? metricOf(key)) !== undefined).length > 0;

function inJson(root: Json): string | undefined {
  const first = Array.isArray(root) ? root[0] : root;
  if (!isObject(first)) return undefined;
  const marked = marks.find(([, test]) => test(first));
  if (marked) return marked[0];
  if (Array.isArray(root) && isObject(first["dataset"]) && has(first, "value")) return "hugging-face-eval";
  if (holds(root, (map) => has(map, "attribute_name", "attribute_value"))) return "aequitas";
  if (holds(root, isGroupHolder)) return holds(root, isFairlearn) ? "fairlearn" : "group-metrics";
  if (holds(root, isDrift)) return "drift";
  return holds(root, isResult) ? "scikit-learn" : undefined;
}

function inTable(head: string): string | undefined {
  const columns = (head.split(/\r?\n/, 1)[0] ?? "").split(separatorOfHead(head) ?? ",").map((name) => name.replaceAll('"', "").trim()); // prettier-ignore
  if (columns.includes("attribute_name") && columns.includes("attribute_value")) return "aequitas";
  const isGroupFigure = (name: string): boolean => (countOf(name) ?? rateOf(name)) !== undefined;
  const isOfGroups = namesGroups(columns) || columns.some((name) => axisOf([name]) !== undefined);
  if (isOfGroups && columns.some(isGroupFigure)) return "group-metrics";
  if (columns.some((name) => /^(?:psi|psi_value|psi_score)$/i.test(name))) return "drift";
  const isReport = ["precision", "recall", "support"].every((name) => columns.includes(name));
  const results = columns.filter((name) => metricOf(shortName(name)) !== undefined);
  const counts = head.split(/\r?\n/, 6).map((line) => countOf((line.split(separatorOfHead(head) ?? ",")[0] ?? "").replaceAll('"', ""))); // prettier-ignore
  const isMatrix = [counts, columns.map(countOf)].some((names) => ["tp", "fp", "tn", "fn"].every((cell) => names.includes(cell))) || (columns.length === 3 && columns.slice(1).every((name) => /^(?:pred(?:icted)?|true|actual)[ _:]/i.test(name))); // prettier-ignore
  return isReport || isMatrix || results.length > 1 ? "scikit-learn" : undefined;
}

function inMarkdown(head: string): string | undefined {
  if (!/^---\s*$|^#{1,3} /m.test(head)) return undefined;
  if (/^#{1,2} .*(?:impact assessment|\bdpia\b)/im.test(head)) return "dpia";
  const isCard = /^(?:model-index|model_name|library_name|pipeline_tag|base_model)\s*:|model card|^#{1,4} .*(?:intended use|out[- ]of[- ]scope|limitations)/im; // prettier-ignore
  return isCard.test(head) ? "hugging-face-card" : undefined;
}

/** A text in which `NaN`, which Python writes and JSON does not have, is `null`; strings with it change too. */
const withoutNaN = (text: string): string => text.replaceAll(/\bNaN\b|-?\bInfinity\b/g, "null");

/**
 * The format that a file looks like by its content, whatever its name is; undefined if it looks like none that has a
 * name here. Formats that can only be pinned are recognised too.
 */
export function recogniseFormat(text: string): string | undefined {
  const head = text.slice(0, HEAD).replace(/^\uFEFF/, "");
  if (/<(?:\w+:)?AppliedModelCard\b/.test(head)) return "chai-model-card";
  if (/^\s*[[{]/.test(head)) {
    const json = parseJson(text) ?? parseJson(withoutNaN(text)) ?? parseJson(head.split("\n", 1)[0] ?? "");
    return json === undefined ? undefined : inJson(json);
  }
  if (/^ *precision +recall +f1-score +support\s*$/m.test(head)) return "scikit-learn";
  if (/^flavors:\s*$/m.test(head) && /^(?:mlflow_version|model_uuid|artifact_path):/m.test(head)) return "mlflow";
  if (looksLikeTable(head)) return inTable(head);
  if (/^- *(?:\{ *)?dataset:/m.test(head) && /^ +value:|, *value:/m.test(head)) return "hugging-face-eval";
  return inMarkdown(head);
}
