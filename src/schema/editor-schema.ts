import { type Json, type JsonObject, copyJson, emptyObject, getAt, isObject, setAt } from "../util/json.ts";
import { type OwnFields, extendedNames, extensionsPath } from "./own-fields.ts";

/** A schema without the words that only declarations have; its fields may be empty, which means not stated. */
function forEditor(schema: JsonObject): JsonObject {
  const copy = Object.assign(emptyObject(), schema);
  for (const word of ["$schema", "title", "x-caregate"]) delete copy[word];
  const { properties, items, additionalProperties } = copy;
  if (isObject(properties)) copy["properties"] = eachField(properties);
  if (isObject(items)) copy["items"] = forEditor(items);
  if (isObject(additionalProperties)) copy["additionalProperties"] = mayBeEmpty(additionalProperties);
  return copy;
}

function mayBeEmpty(schema: JsonObject): JsonObject {
  const copy = forEditor(schema);
  const { type, enum: values } = copy;
  if (typeof type === "string") copy["type"] = [type, "null"];
  if (Array.isArray(values)) copy["enum"] = [...values, null];
  return copy;
}

function eachField(properties: JsonObject): JsonObject {
  const copy = emptyObject();
  for (const name of Object.keys(properties)) {
    const field = properties[name] as Json;
    copy[name] = isObject(field) ? mayBeEmpty(field) : field;
  }
  return copy;
}

/** The name of the file for the schema of a declared kind: `own-shift-roster.schema.json`. */
export function fileNameOf(kind: string): string {
  const name = kind.replace(/^own\//, "").replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, "-");
  return `own-${name.toLowerCase()}.schema.json`;
}

/**
 * A schema for editors with the fields and kinds that an organisation declares.
 * @param schema a schema of this package for editors, or that of a declared kind with its head
 */
export function editorSchema(schema: JsonObject, own: OwnFields): JsonObject {
  const whole = copyJson(schema);
  const { title } = schema;
  const declared = [...own.kinds.values()].find(({ kind }) => kind === title);
  if (declared) {
    const fields = isObject(declared.schema["properties"]) ? declared.schema["properties"] : {};
    for (const [name, field] of Object.entries(eachField(fields))) setAt(whole, ["properties", name], field);
    return whole;
  }
  const kind = title === "Config" ? "Config" : extendedNames.get(String(title));
  if (kind === undefined) return whole;
  const at = extensionsPath(kind).flatMap((key) => ["properties", String(key)]);
  for (const [namespace, fields] of own.namespaces.get(kind) ?? [])
    setAt(whole, [...at, "properties", namespace], mayBeEmpty(fields));
  if (own.namespaces.has(kind)) setAt(whole, [...at, "additionalProperties"], false);
  const attached = getAt(whole, ["properties", "evidence", "items", "properties", "kind", "enum"]);
  if (title === "AIDeployment" && Array.isArray(attached)) attached.unshift(...own.kinds.keys());
  return whole;
}
