import { type EvidenceKind, type Kind, evidenceCollections } from "../model/document.ts";
import { schemaOf } from "./validators.ts";

/** The parts of a JSON Schema that describe what to write. */
export interface FieldSchema {
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly (string | null)[];
  readonly pattern?: string;
  readonly const?: string;
  readonly required?: readonly string[];
  readonly format?: string;
  readonly items?: FieldSchema;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
}

const MOST_VALUES = 8;

/** True if a field takes values of a type. */
export const isOfType = ({ type }: FieldSchema, name: string): boolean =>
  type === name || (Array.isArray(type) && type.includes(name));

export const kindOf = (collection: string): EvidenceKind | undefined =>
  (Object.keys(evidenceCollections) as EvidenceKind[]).find((kind) => evidenceCollections[kind] === collection);

function step(schema: FieldSchema | undefined, key: string): FieldSchema | undefined {
  const name = key.replaceAll(/\[\d+\]/g, "");
  const next = schema?.properties?.[name];
  return key.includes("[") ? next?.items : next;
}

/**
 * The values of a field, with a space before them.
 * @param most more values than this are left out
 */
export function describeValues(field: FieldSchema, most = MOST_VALUES): string {
  const { enum: own, items, format } = field;
  const list = (own ?? items?.enum)?.filter((one) => one !== null);
  const many = isOfType(field, "array") ? "any of " : "";
  if (list && list.length <= most) return ` ${many}${list.join(", ")}`;
  if (format === "date") return " YYYY-MM-DD";
  if (most > 0 && items && !items.properties) return isOfType(items, "string") ? " [TEXT, ...]" : " [NUMBER, ...]";
  return isOfType(field, "boolean") ? " true or false" : "";
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
 * @param most values that are listed, if there are not more
 *
 * @returns undefined when no schema describes it
 */
export async function describeField(path: string, most = MOST_VALUES): Promise<string | undefined> {
  const collection = /^evidence\.(\w+)$/.exec(path)?.[1];
  const attach = collection === undefined ? undefined : kindOf(collection);
  if (attach)
    return `attach ${/^[AEIOU]/.test(attach) ? "an" : "a"} ${attach}: ${((await schemaOf(attach)) as FieldSchema).description ?? ""}`;
  const schema = await schemaAtPath(path);
  return schema?.description && `${schema.description}${describeValues(schema, most)}`;
}

/** The schema that describes a path of the rule context; undefined if none does. */
export async function schemaAtPath(path: string): Promise<FieldSchema | undefined> {
  const home = homeOf(path);
  if (!home) return undefined;
  let schema: FieldSchema | undefined = await schemaOf(home.kind);
  for (const key of home.rest) schema = step(schema, key);
  return schema;
}

/** The values that a field takes, if it has a choice. */
export async function fieldValues(path: string): Promise<string[]> {
  const schema = await schemaAtPath(path);
  return (schema?.enum ?? schema?.items?.enum ?? []).filter((one) => one !== null);
}
