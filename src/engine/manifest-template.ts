import { Document as YamlDocument, isCollection, isPair, isScalar, visit } from "yaml";
import { type Json, type JsonObject, type Path, emptyObject, isObject, parsePath } from "../util/json.ts";
import { evidenceCollections, isEvidenceKind } from "../model/document.ts";

/** What of a JSON Schema gives the order of fields. */
interface Ordered {
  readonly properties?: Readonly<Record<string, Ordered>>;
  readonly items?: Ordered;
}

const kindsByCollection = new Map(
  Object.entries(evidenceCollections).map(([kind, collection]) => [`evidence.${collection}`, kind]),
);

/** Leaves a field of a manifest open at a path, making the maps on the way. */
function leaveOpen(root: JsonObject, path: Path): void {
  let parent: Json = root;
  for (const [i, key] of path.entries()) {
    const last = i === path.length - 1;
    if (Array.isArray(parent)) {
      const element: Json | undefined = parent[Number(key)];
      if (element === undefined) return;
      parent = element;
    } else if (isObject(parent)) {
      const next: Json | undefined = parent[key];
      if (last) parent[key] = next ?? null;
      else parent = next ?? (parent[key] = emptyObject());
    } else return;
  }
}

/** Leaves an entry of evidence open: what kind it is, and that it has to be attached. */
function attachOpen(root: JsonObject, kind: string): void {
  const entries = Array.isArray(root["evidence"]) ? root["evidence"] : (root["evidence"] = []);
  if (entries.some((entry) => isObject(entry) && entry["kind"] === kind)) return;
  entries.push(Object.assign(emptyObject(), { kind, path: null, sha256: null }));
}

/**
 * Adds to a manifest a field for everything that is asked for and not stated, each left empty: an empty field is an
 * unanswered one, never a tick.
 * @param missing paths of the rule context, as findings give them
 * @returns those of the paths that are not the manifest's to state
 */
export function addEmptyFields(manifest: JsonObject, missing: readonly string[]): string[] {
  return missing.filter((path) => {
    const kind = kindsByCollection.get(path);
    if (kind !== undefined && isEvidenceKind(kind)) attachOpen(manifest, kind);
    else if (path.startsWith("spec.") || path.startsWith("metadata.")) leaveOpen(manifest, parsePath(path));
    else return !path.startsWith("evidence[");
    return false;
  });
}

/** What the schema asks of every organisation. */
const requiredSettings = ["name", "roles", "employees", "countries"].map((key) => `organisation.${key}`);

/** Adds to settings an empty field for everything that is asked of the organisation. */
export function addOpenSettings(config: JsonObject, missing: readonly string[]): void {
  for (const path of [...requiredSettings, ...missing])
    if (path.startsWith("organisation.")) leaveOpen(config, parsePath(path));
}

/** A value with its fields in the order of a schema. */
function inOrder(value: Json, schema: Ordered | undefined): Json {
  if (Array.isArray(value)) return value.map((one) => inOrder(one, schema?.items));
  if (!isObject(value)) return value;
  const known = Object.keys(schema?.properties ?? {});
  const keys = Object.keys(value).toSorted((a, b) => known.indexOf(a) - known.indexOf(b));
  const ordered = emptyObject();
  for (const key of keys) ordered[key] = inOrder(value[key] as Json, schema?.properties?.[key]);
  return ordered;
}

/**
 * Writes a manifest or settings as YAML, each unanswered field with a comment that says what to state.
 * @param schema the JSON Schema of the document, for the order of fields
 * @param hint the comment on the value at a path: what to state, or where the value comes from
 */
export function renderManifest(manifest: JsonObject, schema: object, hint: (path: Path) => string | undefined): string {
  const document = new YamlDocument(inOrder(manifest, schema));
  visit(document, {
    Pair(_, pair, ancestors) {
      if (!isScalar(pair.key)) return;
      const keys = ancestors.flatMap((one) => (isPair(one) && isScalar(one.key) ? [String(one.key.value)] : []));
      const text = hint([...keys, String(pair.key.value)]);
      if (text === undefined) return;
      if (isScalar(pair.value)) pair.value.comment = ` ${text}`;
      else if (isCollection(pair.value)) {
        pair.value.flow = true;
        pair.value.comment = ` ${text}`;
      }
    },
  });
  return document.toString({ nullStr: "", lineWidth: 0, flowCollectionPadding: true });
}
