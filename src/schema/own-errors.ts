import type { ErrorObject } from "ajv";
import { isDate } from "../util/date.ts";
import { type Json, type JsonObject, isObject } from "../util/json.ts";

/** Where a value is in its document, and where its schema is in the whole schema, as JSON Pointers. */
interface Place {
  readonly instance: string;
  readonly schema: string;
}

type Report = (keyword: string, place: Place, params: Record<string, unknown>) => void;

const below = ({ instance, schema }: Place, key: string | number, ...keywords: string[]): Place => ({
  instance: `${instance}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`,
  schema: [schema, ...keywords].join("/"),
});

const types: Readonly<Record<string, (value: Json) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  number: (value) => typeof value === "number" && Number.isFinite(value),
  integer: (value) => Number.isInteger(value),
};

function checkScalar(schema: JsonObject, value: Json, place: Place, report: Report): void {
  const { const: only, enum: values, format, minLength, minimum, maximum } = schema;
  if (only !== undefined && value !== only) report("const", place, { allowedValue: only });
  if (Array.isArray(values) && !values.includes(value)) report("enum", place, { allowedValues: values });
  if (typeof value === "string") {
    if (format === "date" && !isDate(value)) report("format", place, { format });
    if (typeof minLength === "number" && Array.from(value).length < minLength)
      report("minLength", place, { limit: minLength });
  }
  if (typeof value !== "number") return;
  if (typeof minimum === "number" && value < minimum) report("minimum", place, { limit: minimum });
  if (typeof maximum === "number" && value > maximum) report("maximum", place, { limit: maximum });
}

function checkList(schema: JsonObject, list: readonly Json[], place: Place, report: Report): void {
  const { minItems, items } = schema;
  if (typeof minItems === "number" && list.length < minItems) report("minItems", place, { limit: minItems });
  if (isObject(items)) for (const [i, one] of list.entries()) check(items, one, below(place, i, "items"), report);
}

function checkMap(schema: JsonObject, map: JsonObject, place: Place, report: Report): void {
  const { properties, additionalProperties, required } = schema;
  const fields = isObject(properties) ? properties : {};
  for (const name of Array.isArray(required) ? required : [])
    if (!Object.hasOwn(map, String(name))) report("required", place, { missingProperty: name });
  for (const key of Object.keys(map)) {
    const value = map[key] as Json;
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (isObject(field)) check(field, value, below(place, key, "properties", key), report);
    else if (isObject(additionalProperties))
      check(additionalProperties, value, below(place, key, "additionalProperties"), report);
    else if (additionalProperties === false) report("additionalProperties", place, { additionalProperty: key });
  }
}

function check(schema: JsonObject, value: Json, place: Place, report: Report): void {
  const { type } = schema;
  const isOfType = typeof type === "string" && Object.hasOwn(types, type) ? types[type] : undefined;
  if (isOfType && !isOfType(value)) return report("type", place, { type });
  checkScalar(schema, value, place, report);
  if (Array.isArray(value)) checkList(schema, value, place, report);
  else if (isObject(value)) checkMap(schema, value, place, report);
}

/**
 * The errors of a value by a schema that an organisation declares, in the form of those of ajv. The schema is read, not
 * compiled: it has the few keywords that a declaration may have, and nothing that comes from a repository becomes code.
 * @param at where the value is in its document, and the schema in the whole schema, as JSON Pointers
 */
export function ownErrors(schema: JsonObject, value: Json, at: Place): ErrorObject[] {
  const errors: ErrorObject[] = [];
  check(schema, value, at, (keyword, { instance, schema: within }, params) => {
    errors.push({ keyword, instancePath: instance, schemaPath: `${within}/${keyword}`, params });
  });
  return errors;
}
