import {
  type Document,
  type EvidenceKind,
  type Kind,
  MANIFEST,
  OWN_COLLECTIONS,
  type OwnKind,
  evidenceCollections,
  isEvidenceKind,
  isOwnKind,
} from "../model/document.ts";
import {
  type Json,
  type JsonObject,
  type Path,
  copyJson,
  emptyObject,
  getAt,
  isObject,
  mapsOf,
  setAt,
} from "../util/json.ts";
import { memoizeByObject } from "../util/memoize.ts";
import { schemaOf } from "./validators.ts";

/** The folder of declarations. */
export const OWN_SCHEMAS = ".caregate/schemas/own/";

/** The kinds of documents that can have fields of an organisation. */
export type ExtendedKind = "AIDeployment" | "Config" | EvidenceKind;

/** A kind of evidence that an organisation declares. */
export interface OwnEvidence {
  readonly kind: OwnKind;
  /** Its list below `evidence.own` in the rule context. */
  readonly collection: string;
  readonly schema: JsonObject;
}

/** The fields and the kinds of evidence that an organisation declares. */
export interface OwnFields {
  /** The schemas of `extensions`, by the kind of the document and by namespace. */
  readonly namespaces: ReadonlyMap<ExtendedKind, ReadonlyMap<string, JsonObject>>;
  readonly kinds: ReadonlyMap<OwnKind, OwnEvidence>;
  /** What a change declares in addition: it counts after the merge. */
  readonly proposed?: OwnFields;
}

export const noOwnFields: OwnFields = { namespaces: new Map(), kinds: new Map() };

/** The declarations as a text: equal for equal ones. */
export function ownText({ namespaces, kinds, proposed }: OwnFields): string {
  const fields = [...namespaces].map(([kind, own]) => [kind, [...own]]);
  return JSON.stringify([fields, [...kinds.values()], proposed ? ownText(proposed) : null]);
}

export const isEqualOwn = (one: OwnFields, other: OwnFields): boolean => ownText(one) === ownText(other);

/** Where the documents of a kind have the fields of an organisation. */
export function extensionsPath(kind: Kind): Path {
  if (kind === MANIFEST) return ["spec", "extensions"];
  return kind === "Config" ? ["organisation", "extensions"] : ["extensions"];
}

/** True for a kind whose documents can have the fields of an organisation. */
export const isExtended = (kind: Kind): kind is ExtendedKind =>
  kind === MANIFEST || kind === "Config" || isEvidenceKind(kind);

/** The fields that every document of a declared kind has, from the schema of a kind of this project. */
async function headOf({ kind, schema }: OwnEvidence): Promise<JsonObject> {
  const model = (await schemaOf("TrainingRecord")) as unknown as JsonObject;
  const head = emptyObject();
  for (const name of ["apiVersion", "kind", "metadata", "subject"])
    head[name] = copyJson(getAt(model, ["properties", name]) ?? emptyObject());
  setAt(head, ["kind", "const"], kind);
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  return Object.assign(emptyObject(), schema, {
    properties: Object.assign(head, schema["properties"]),
    required: ["apiVersion", "kind", "metadata", ...required],
  });
}

/** The schema of `extensions` with the declared namespaces. */
function extensionsSchema(declared: ReadonlyMap<string, JsonObject> | undefined): JsonObject {
  return Object.assign(emptyObject(), {
    description: "Fields of the organisation, by the namespace that declares them.",
    type: "object",
    properties: Object.assign(emptyObject(), Object.fromEntries(declared ?? [])),
    additionalProperties: false,
  });
}

async function build(kind: Kind, own: OwnFields): Promise<object> {
  if (isOwnKind(kind)) {
    const declared = own.kinds.get(kind);
    return declared ? await headOf(declared) : {};
  }
  const schema = await schemaOf(kind);
  if (!isExtended(kind)) return schema;
  const at = extensionsPath(kind).flatMap((key) => ["properties", String(key)]);
  const whole = withValue(schema as unknown as Json, at, extensionsSchema(own.namespaces.get(kind)));
  const kinds = ["properties", "evidence", "items", "properties", "kind", "enum"];
  const attached = getAt(whole, kinds);
  return kind === MANIFEST && Array.isArray(attached)
    ? (withValue(whole, kinds, [...attached, ...own.kinds.keys()]) as object)
    : (whole as object);
}

/** A value with another one at a path; what the path does not go through is shared. */
function withValue(value: Json, [key, ...rest]: readonly string[], to: Json): Json {
  if (key === undefined || !isObject(value)) return to;
  return Object.assign(emptyObject(), value, { [key]: withValue(value[key] ?? emptyObject(), rest, to) });
}

const builtFor = memoizeByObject((_: OwnFields) => new Map<Kind, Promise<object>>());

/**
 * The schema of a kind with the fields that an organisation declares, and no other fields in `extensions`; empty for a
 * kind that it does not declare.
 */
export function schemaWith(kind: Kind, own: OwnFields): Promise<object> {
  const known = builtFor(own);
  let schema = known.get(kind);
  if (!schema) known.set(kind, (schema = build(kind, own)));
  return schema;
}

/** The collection of the rule context that has the documents of a kind, such as `contracts` or `own.shiftRosters`. */
export function collectionFor(kind: string, { kinds }: OwnFields): string | undefined {
  if (isEvidenceKind(kind)) return evidenceCollections[kind];
  const declared = isOwnKind(kind) ? kinds.get(kind) : undefined;
  return declared && `${OWN_COLLECTIONS}.${declared.collection}`;
}

const builtIn = new Map(
  (Object.keys(evidenceCollections) as EvidenceKind[]).map((kind) => [evidenceCollections[kind] as string, kind]),
);

/** The kind of the documents of a collection. */
export function kindFor(collection: string, { kinds }: OwnFields): EvidenceKind | OwnKind | undefined {
  if (!collection.startsWith(`${OWN_COLLECTIONS}.`)) return builtIn.get(collection);
  const name = collection.slice(OWN_COLLECTIONS.length + 1);
  return [...kinds.values()].find((one) => one.collection === name)?.kind;
}

/** How many keys of a path below `evidence` lead to a document: those of its collection and its position. */
export const documentDepth = (path: Path): number => (path[1] === OWN_COLLECTIONS ? 4 : 3);

/** The collection of a path below `evidence`. */
export const collectionIn = (path: Path): string => path.slice(1, documentDepth(path) - 1).join(".");

/** The kinds that a declaration can extend, by the names that it uses. */
export const extendedNames: ReadonlyMap<string, ExtendedKind> = new Map<string, ExtendedKind>([
  [MANIFEST, MANIFEST],
  ["Organisation", "Config"],
  ...(Object.keys(evidenceCollections) as EvidenceKind[]).map((kind) => [kind, kind] as const),
]);

/** A manifest without what an organisation declares, for readers to whom its declarations do not matter. */
export function withoutOwnParts(document: Document): Document {
  const value = copyJson(document.value);
  const { spec, evidence } = value;
  if (isObject(spec)) delete spec["extensions"];
  for (const { map } of mapsOf(evidence)) if (isOwnKind(map["kind"])) map["kind"] = null;
  return { ...document, value, locate: (path) => document.locate(path) };
}
