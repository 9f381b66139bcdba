import type { Kind } from "../model/document.ts";
import { parsePath } from "../util/json-path.ts";
import { type OwnFields, collectionIn, documentDepth, kindFor, noOwnFields, schemaWith } from "./own-fields.ts";

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

/** The kind of evidence that a path asks for as a whole, such as `evidence.contracts`. */
export function attachedKind(path: string, own: OwnFields = noOwnFields): string | undefined {
  const keys = parsePath(path);
  const isWhole = keys[0] === "evidence" && keys.length === documentDepth(keys) - 1;
  return isWhole ? kindFor(collectionIn(keys), own) : undefined;
}

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
function homeOf(path: string, own: OwnFields): { kind: Kind; rest: string[] } | undefined {
  const [root = "", ...rest] = path.split(".");
  // What a document is about has the same fields in every kind.
  if (root.startsWith("evidence[") && rest[0] === "subject") return { kind: "FairnessReport", rest };
  if (root === "metadata" || root === "spec" || root.startsWith("evidence["))
    return { kind: "AIDeployment", rest: [root, ...rest] };
  if (root === "organisation") return { kind: "Config", rest: [root, ...rest] };
  const keys = parsePath(path);
  const depth = documentDepth(keys);
  if (root !== "evidence" || typeof keys[depth - 1] !== "number") return undefined;
  const kind = kindFor(collectionIn(keys), own);
  return kind && { kind, rest: rest.slice(depth - 2) };
}

/**
 * Describes a field by its schema: its meaning, and its values if there are few.
 *
 * @param path a path as in findings, such as `spec.oversight.overseers[0].casesPerShift`
 *
 * @param most values that are listed, if there are not more
 *
 * @param own the fields and kinds that the organisation declares
 *
 * @returns undefined when no schema describes it
 */
export async function describeField(
  path: string,
  { most = MOST_VALUES, own = noOwnFields }: { readonly most?: number; readonly own?: OwnFields } = {},
): Promise<string | undefined> {
  const attach = attachedKind(path, own);
  if (attach) {
    const { description } = (await schemaWith(attach as Kind, own)) as FieldSchema;
    return `attach ${/^[AEIOUo]/.test(attach) ? "an" : "a"} ${attach}${description === undefined ? "" : `: ${description}`}`;
  }
  const schema = await schemaAtPath(path, own);
  return schema?.description && `${schema.description}${describeValues(schema, most)}`;
}

/** The schema that describes a path of the rule context; undefined if none does. */
export async function schemaAtPath(path: string, own: OwnFields = noOwnFields): Promise<FieldSchema | undefined> {
  const home = homeOf(path, own);
  if (!home) return undefined;
  let schema: FieldSchema | undefined = await schemaWith(home.kind, own);
  for (const key of home.rest) schema = step(schema, key);
  return schema;
}

/** The values that a field takes, if it has a choice. */
export async function fieldValues(path: string): Promise<string[]> {
  const schema = await schemaAtPath(path);
  return (schema?.enum ?? schema?.items?.enum ?? []).filter((one) => one !== null);
}
