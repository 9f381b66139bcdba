import { posix } from "node:path";
import type { Document, EvidenceKind } from "../model/document.ts";
import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import { type FieldSchema, isOfType } from "../schema/describe.ts";
import { type ValueType, fieldAt, valueTypeOf } from "../schema/field-types.ts";
import { schemaOf } from "../schema/validators.ts";
import { didYouMean, quote } from "../util/text.ts";
import { type Json, type JsonObject, type Path, getAt, isObject } from "../util/json.ts";
import { parsePointer } from "../util/json-pointer.ts";

/** Types of files that a format of an organisation reads. */
export type FileType = "json" | "csv" | "markdown";

/** Where a value of a document comes from. */
export interface FieldSource {
  /** Path of the field in the document, or in an entry of a list. */
  readonly target: Path;
  readonly type: ValueType;
  readonly from: string | undefined;
  readonly heading: string | undefined;
  readonly isKey: boolean;
  /** A fixed value; undefined if the file has the value. */
  readonly fixed: Json | undefined;
  readonly words: Readonly<Record<string, string | boolean>> | undefined;
  readonly isPercent: boolean;
  readonly split: string | undefined;
}

/** How entries of a file become entries of a list. */
export interface ListSource {
  readonly target: Path;
  readonly each: string | undefined;
  readonly where: Readonly<Record<string, Json>>;
  readonly fields: readonly FieldSource[];
}

/** How a file becomes a document. */
export interface DocumentSource {
  readonly kind: EvidenceKind;
  readonly fields: readonly FieldSource[];
  readonly lists: readonly ListSource[];
}

/** A format of an organisation: how a file of its own becomes evidence. */
export interface FileFormat {
  readonly id: string;
  readonly reads: FileType;
  readonly documents: readonly DocumentSource[];
  readonly document: Document;
}

/** A format as it is read, and what is wrong with it. */
export interface ReadFormat {
  readonly format: FileFormat;
  readonly problems: readonly Diagnostic[];
}

/** Fields of a document that a format may not set. */
const reserved = new Set(["/apiVersion", "/kind"]);

interface Reader {
  readonly document: Document;
  readonly reads: FileType;
  readonly problems: Diagnostic[];
}

const mapOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
const textOf = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined);

/** The names of the formats of other tools, which a format of an organisation may not take. */
export async function toolFormats(): Promise<string[]> {
  const manifest = (await schemaOf("AIDeployment")) as FieldSchema;
  const format = manifest.properties?.["evidence"]?.items?.properties?.["format"];
  return [...((format as { examples?: readonly string[] } | undefined)?.examples ?? [])];
}

/**
 * Reads a format of an organisation that conforms to its schema, and checks each field against the schema of the
 * document that it makes: the field exists, takes one value, and takes the values that stand in the format.
 */
export async function readFormat(document: Document): Promise<ReadFormat> {
  const problems: Diagnostic[] = [];
  const reads = document.value["reads"] as FileType;
  const reader: Reader = { document, reads, problems };
  const id = String(getAt(document.value, ["metadata", "id"]));
  const fail = (path: Path, message: string): number => problems.push(errorAt(document.locate(path), "format/name", message)); // prettier-ignore
  if (posix.parse(document.file).name !== id)
    fail(["metadata", "id"], `the file of format ${quote(id)} has another name: name it ${quote(`${id}.yaml`)}`);
  if ((await toolFormats()).includes(id))
    fail(["metadata", "id"], `caregate has a format ${quote(id)} of its own: choose another name`);
  const documents: DocumentSource[] = [];
  for (const [i, one] of listOf(document.value["documents"]).entries()) {
    const { kind, fields, lists } = mapOf(one);
    const path = ["documents", i];
    if (documents.some((other) => other.kind === kind))
      problems.push(errorAt(document.locate([...path, "kind"]), "format/kind", `the kind ${quote(String(kind))} is here twice: put its fields together`)); // prettier-ignore
    const schema = (await schemaOf(kind as EvidenceKind)) as FieldSchema;
    documents.push({
      kind: kind as EvidenceKind,
      fields: readFields(reader, mapOf(fields), schema, [...path, "fields"]),
      lists: listOf(lists).flatMap((list, j) => readList(reader, mapOf(list), schema, [...path, "lists", j])),
    });
  }
  return { format: { id, reads, documents, document }, problems };
}

function readList(reader: Reader, list: JsonObject, schema: FieldSchema, path: Path): ListSource[] {
  const { document, problems, reads } = reader;
  const fail = (key: string, message: string): ListSource[] => {
    problems.push(errorAt(document.locate([...path, key]), "format/list", message));
    return [];
  };
  const stated = String(list["to"]);
  const target = parsePointer(stated);
  const field = target && fieldAt(schema, target);
  if (!target || target.length === 0 || !field) return fail("to", `there is no list ${quote(stated)} in this kind of document${near(stated, schema)}`); // prettier-ignore
  if (!isOfType(field, "array") || !field.items?.properties)
    return fail("to", `${quote(stated)} is no list of maps: set it under \`fields\``);
  const each = textOf(list["each"]);
  if (each !== undefined && reads === "json" && parsePointer(each) === undefined) return fail("each", `${quote(each)} is no JSON Pointer: start it with \`/\``); // prettier-ignore
  if (each !== undefined && reads === "csv" && each !== "rows")
    return fail("each", "each row of a table becomes an entry: write `each: rows`");
  const where = mapOf(list["where"]);
  for (const from of Object.keys(where)) checkFrom(reader, from, [...path, "where", from]);
  return [{ target, each, where, fields: readFields(reader, mapOf(list["fields"]), field.items, [...path, "fields"]) }];
}

function readFields(reader: Reader, fields: JsonObject, schema: FieldSchema, path: Path): FieldSource[] {
  return Object.keys(fields).flatMap((to) => readField(reader, to, fields[to], schema, [...path, to]));
}

function readField(
  reader: Reader,
  to: string,
  stated: Json | undefined,
  schema: FieldSchema,
  path: Path,
): FieldSource[] {
  const fail = (message: string): FieldSource[] => {
    reader.problems.push(errorAt(reader.document.locate(path), "format/field", message));
    return [];
  };
  const target = parsePointer(to);
  const field = target && target.length > 0 ? fieldAt(schema, target) : undefined;
  if (!target || !field || reserved.has(to))
    return fail(`there is no field ${quote(to)} to set here${near(to, schema)}`);
  const type = valueTypeOf(field);
  if (!type) return fail(`${quote(to)} takes no single value: ${field.properties ? "set its fields" : "set it under `lists`"}`); // prettier-ignore
  const { from, heading, key, value, words, unit, split } = typeof stated === "string" ? ({ from: stated } as JsonObject) : mapOf(stated); // prettier-ignore
  const ways = [from, heading, key === true ? key : undefined, value].filter(
    (one) => one !== undefined && one !== null,
  );
  if (ways.length !== 1) return fail(`${quote(to)} needs one of from, heading, key and value`);
  const source: FieldSource = {
    target,
    type,
    from: textOf(from),
    heading: textOf(heading),
    isKey: key === true,
    fixed: value ?? undefined,
    words: isObject(words) ? (words as Record<string, string | boolean>) : undefined,
    isPercent: unit === "percent",
    split: textOf(split),
  };
  checkSource(reader, source, path);
  return [source];
}

function checkSource(reader: Reader, source: FieldSource, path: Path): void {
  const { document, problems, reads } = reader;
  const { type, from, heading, fixed, words, isPercent, split } = source;
  const fail = (key: string, message: string): void => {
    problems.push(errorAt(document.locate([...path, key]), "format/field", message));
  };
  if (from !== undefined) checkFrom(reader, from, path);
  if (heading !== undefined && reads !== "markdown") fail("heading", "only Markdown has headings: write `from`");
  if (source.isKey && reads !== "json") fail("key", "only maps of JSON have keys: write `from`");
  const values = fixed === undefined ? [] : Array.isArray(fixed) && type.isList ? fixed : [fixed];
  for (const one of values) if (!type.allows(one)) fail("value", `${quote(wordOf(one))} is not a value of this field${takes(type)}`); // prettier-ignore
  if (words && type.is !== "boolean" && !type.values) fail("words", "this field takes any value: remove `words`");
  else
    for (const [word, meaning] of Object.entries(words ?? {}))
      if (!type.allows(meaning)) {
        const message = `${quote(wordOf(meaning))} is not a value of this field${takes(type)}`;
        problems.push(errorAt(document.locate([...path, "words", word]), "format/field", message));
      }
  if (isPercent && type.is !== "number") fail("unit", "only numbers have a unit: remove `unit`");
  if (split !== undefined && !type.isList) fail("split", "this field takes one value: remove `split`");
}

function checkFrom({ document, problems, reads }: Reader, from: string, path: Path): void {
  if (reads !== "json" || parsePointer(from) !== undefined) return;
  problems.push(
    errorAt(document.locate(path), "format/field", `${quote(from)} is no JSON Pointer: start it with \`/\``),
  );
}

const wordOf = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

const takes = ({ values, is }: ValueType): string => values ? `; it takes ${values.join(", ")}` : `; it takes a ${is}`; // prettier-ignore

/** The field that a wrong pointer most likely means. */
function near(pointer: string, schema: FieldSchema): string {
  const path = parsePointer(pointer) ?? [];
  const above = fieldAt(schema, path.slice(0, -1));
  const prefix = pointer.slice(0, pointer.lastIndexOf("/") + 1);
  const names = Object.keys(above?.properties ?? {}).map((name) => `${prefix}${name}`);
  return didYouMean(pointer, names.filter((name) => !reserved.has(name))); // prettier-ignore
}
