import { type FieldSchema, isOfType } from "./describe.ts";
import { conforms } from "./conforms.ts";
import type { Json } from "../util/json.ts";
import type { Path } from "../util/json-path.ts";

/** The type of a single value of a document. */
export interface ValueType {
  readonly is: "text" | "date" | "number" | "whole number" | "boolean";
  /** The values that it takes, if it has a choice. */
  readonly values?: readonly string[];
  /** True if the field is a list of such values. */
  readonly isList: boolean;
  /** True for a value that the schema allows. */
  readonly allows: (value: Json) => boolean;
}

/** The schema of a field of a map; undefined if there is no such field. */
export function fieldAt(schema: FieldSchema | undefined, path: Path): FieldSchema | undefined {
  let field = schema;
  for (const key of path) {
    const { properties = {}, additionalProperties } = (field ?? {}) as FieldSchema & { additionalProperties?: unknown };
    const name = String(key);
    const others = typeof additionalProperties === "object" ? (additionalProperties as FieldSchema) : undefined;
    field = Object.hasOwn(properties, name) ? properties[name] : others;
  }
  return field;
}

/** The type of a field that takes one value or a list of values; undefined for a map or a list of maps. */
export function valueTypeOf(field: FieldSchema): ValueType | undefined {
  const isList = isOfType(field, "array");
  const one = isList ? (field.items ?? {}) : field;
  const is = wordFor(one);
  if (is === undefined) return undefined;
  const values = one.enum?.filter((value) => value !== null);
  return { is, isList, ...(values ? { values } : {}), allows: (value) => conforms(one, value) };
}

function wordFor(field: FieldSchema): ValueType["is"] | undefined {
  if (isOfType(field, "object") || isOfType(field, "array")) return undefined;
  if (isOfType(field, "boolean")) return "boolean";
  if (isOfType(field, "integer")) return "whole number";
  if (isOfType(field, "number")) return "number";
  if (!isOfType(field, "string") && !field.enum) return undefined;
  return field.format === "date" ? "date" : "text";
}
