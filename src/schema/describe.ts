import { type EvidenceKind, type Kind, evidenceCollections } from "../model/document.ts";
import { schemaOf } from "./validators.ts";

/** The parts of a JSON Schema that describe what to write. */
interface FieldSchema {
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | null)[];
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly format?: string;
  readonly items?: FieldSchema;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
}

const MOST_VALUES = 8;

const isType = (name: string, type: FieldSchema["type"]): boolean =>
  typeof type === "string" ? type === name : type?.includes(name) === true;

const kindOf = (collection: string): EvidenceKind | undefined =>
  (Object.keys(evidenceCollections) as EvidenceKind[]).find((kind) => evidenceCollections[kind] === collection);

function step(schema: FieldSchema | undefined, key: string): FieldSchema | undefined {
  const name = key.replaceAll(/\[\d+\]/g, "");
  const next = schema?.properties?.[name];
  return key.includes("[") ? next?.items : next;
}

function values({ enum: own, items, type, format }: FieldSchema): string {
  const list = (own ?? items?.enum)?.filter((value) => value !== null);
  const many = isType("array", type) ? "any of " : "";
  if (list && list.length <= MOST_VALUES) return ` ${many}${list.join(", ")}`;
  if (format === "date") return " YYYY-MM-DD";
  return isType("boolean", type) ? " true or false" : "";
}

/** The document whose schema describes a path of the rule context, and the rest of the path. */
function homeOf(path: string): { kind: Kind; rest: string[] } | undefined {
  const [root = "", ...rest] = path.split(".");
  // What a document is about has the same fields in every kind.
  if (root.startsWith("evidence[") && rest[0] === "subject") return { kind: "FairnessReport", rest };
  if (root === "metadata" || root === "spec" || root.startsWith("evidence["))
    return { kind: "AIDeployment", rest: [root, ...rest] };
  if (root === "organisation") return { kind: "Config", rest: [root, ...rest] };
  const kind = root === "evidence" ? kindOf((rest[0] ?? "").replaceAll(/\[\d+\]/g, "")) : undefined;
  return kind && rest[0]?.includes("[") ? { kind, rest: rest.slice(1) } : undefined;
}

/**
 * Describes a field by its schema: its meaning, and its values if there are few.
 *
 * @param path a path as in findings, such as `spec.oversight.overseers[0].casesPerShift`
 *
 * @returns undefined when no schema describes it
 */
export async function describeField(path: string): Promise<string | undefined> {
  const collection = /^evidence\.(\w+)$/.exec(path)?.[1];
  const attach = collection === undefined ? undefined : kindOf(collection);
  if (attach)
    return `attach ${/^[AEIOU]/.test(attach) ? "an" : "a"} ${attach}: ${((await schemaOf(attach)) as FieldSchema).description ?? ""}`;
  const home = homeOf(path);
  if (!home) return undefined;
  let schema: FieldSchema | undefined = await schemaOf(home.kind);
  for (const key of home.rest) schema = step(schema, key);
  return schema?.description && `${schema.description}${values(schema)}`;
}

const MOST_CHOICES = 5;
const MOST_FIELDS = 4;

/** Units that the names of fields end with, as words that stand for a number. */
const units = ["Days", "Hours", "Minutes", "Months", "Years"];

function amountWord(name: string): string {
  const unit = units.find((one) => name.endsWith(one) || name === one.toLowerCase());
  return unit === undefined ? "NUMBER" : unit.toUpperCase();
}

function textWord({ format, pattern }: FieldSchema): string {
  if (format === "date") return "YYYY-MM-DD";
  if (format === "uri") return "URL";
  return pattern?.includes("0-9a-f") ? "DIGEST" : "TEXT";
}

/** The form of a value: its allowed values, or words in capitals for what only the reader knows. */
function formOf(schema: FieldSchema, name: string, depth = 0): string {
  const { enum: allowed, type, items, properties = {}, required = [] } = schema;
  const values = allowed?.filter((value) => value !== null);
  if (values) {
    const rest = values.length - MOST_CHOICES;
    return `${values.slice(0, MOST_CHOICES).join(" | ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  }
  if (isType("array", type)) return `[${items ? formOf(items, name, depth) : "TEXT"}]`;
  const fields = Object.keys(properties);
  if (fields.length > 0) {
    if (depth > 1) return "{ ... }";
    const shown = [...required, ...fields.filter((one) => !required.includes(one))].slice(0, MOST_FIELDS);
    const parts = shown.map((one) => `${one}: ${formOf(properties[one] ?? {}, one, depth + 1)}`);
    return `{ ${parts.join(", ")}${fields.length > shown.length ? ", ..." : ""} }`;
  }
  if (isType("boolean", type)) return "true | false";
  return isType("integer", type) || isType("number", type) ? amountWord(name) : textWord(schema);
}

/** The entry of a manifest for a document. */
const entryFor = (kind: string): string => `{ kind: ${kind}, path: FILE, sha256: DIGEST }`;

/**
 * The line that answers a question about a field: the field with its allowed values, or with a word in capitals.
 * @param path a path as in findings, such as `spec.oversight.overseers[0].casesPerShift`
 * @returns undefined when no schema describes it
 */
export async function answerLine(path: string): Promise<string | undefined> {
  const collection = /^evidence\.(\w+)$/.exec(path)?.[1];
  const attach = collection === undefined ? undefined : kindOf(collection);
  if (attach) return `evidence: [..., ${entryFor(attach)}]`;
  if (path === "evidence" || /^evidence\[\d+\]$/.test(path)) return entryFor("KIND");
  const home = homeOf(path);
  if (!home) return undefined;
  let schema: FieldSchema | undefined = await schemaOf(home.kind);
  for (const key of home.rest) schema = step(schema, key);
  const name = (home.rest.at(-1) ?? "").replaceAll(/\[\d+\]/g, "");
  return schema && `${name}: ${formOf(schema, name)}`;
}
