import { type Json, type JsonObject, type Path, emptyObject, isObject } from "../util/json.ts";
import { didYouMean, quote } from "../util/text.ts";

/** Reports a mistake at a path of a schema. */
type Report = (path: Path, message: string) => void;

const TYPES = ["object", "array", "string", "number", "integer", "boolean"];

/** The keywords of a schema, and the types that each is for; none for all types. */
const KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  type: [],
  title: [],
  description: [],
  properties: ["object"],
  required: ["object"],
  additionalProperties: ["object"],
  items: ["array"],
  minItems: ["array"],
  enum: ["string"],
  const: ["string", "number", "integer", "boolean"],
  format: ["string"],
  minLength: ["string"],
  minimum: ["number", "integer"],
  maximum: ["number", "integer"],
  "x-unit": ["number", "integer"],
};
const AT_ROOT = ["$schema", "x-caregate"];

/** What there is instead of keywords that people look for. */
const INSTEAD: Readonly<Record<string, string>> = {
  $ref: "nothing is fetched or looked up: write the fields here",
  oneOf: "a field has one type: use an `enum`, or a field for each form",
  anyOf: "a field has one type: use an `enum`, or a field for each form",
  allOf: "write all keywords in one schema",
  not: "write what is allowed, such as an `enum`",
  pattern: "use an `enum`, or a rule with `matches`",
  definitions: "write the fields where they belong",
  $defs: "write the fields where they belong",
  default: "a field that is not filled in is unknown, and caregate never fills it in",
  exclusiveMinimum: "use `minimum`",
  exclusiveMaximum: "use `maximum`",
  nullable: "any field may be left empty",
};

const MOST_LEVELS = 12;
const MOST_FIELDS = 500;
const MOST_VALUES = 500;
/** A name that a condition can read as one step of a path. */
const NAME = /^[a-z][A-Za-z0-9]*$/;
const LONGEST_NAME = 60;

/** The check of one declaration. */
interface Check {
  readonly report: Report;
  fields: number;
}

const isCount = (value: Json | undefined): boolean =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

/** What is wrong with the value of a keyword; undefined if nothing is. */
const VALUES: Readonly<Record<string, (value: Json, schema: JsonObject) => string | undefined>> = {
  title: (value) => (typeof value === "string" ? undefined : "`title` is a text"),
  description: (value) => (typeof value === "string" ? undefined : "`description` is a text"),
  enum: (value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= MOST_VALUES &&
    value.every((one) => typeof one === "string" && one !== "") &&
    new Set(value).size === value.length
      ? undefined
      : `\`enum\` is a list of 1 to ${MOST_VALUES} different texts`,
  const: (value, { type }) => {
    const fits = type === "integer" ? Number.isInteger(value) : typeof value === (type as string);
    return fits ? undefined : "`const` is a value of the stated `type`";
  },
  format: (value) => (value === "date" ? undefined : "the only `format` is `date`: leave it out for other texts"),
  minLength: (value) => (isCount(value) ? undefined : "`minLength` is a whole number from 0"),
  minItems: (value) => (isCount(value) ? undefined : "`minItems` is a whole number from 0"),
  minimum: (value) => (typeof value === "number" && Number.isFinite(value) ? undefined : "`minimum` is a number"),
  maximum: (value, { minimum }) => {
    if (typeof value !== "number" || !Number.isFinite(value)) return "`maximum` is a number";
    return typeof minimum === "number" && value < minimum ? "`maximum` is below `minimum`: no value fits" : undefined;
  },
  "x-unit": (value) =>
    typeof value === "string" && /^[A-Za-z][A-Za-z -]{0,30}$/.test(value)
      ? undefined
      : "`x-unit` is a word for what the number counts, such as `days` or `EUR`",
};

function checkKeyword(key: string, value: Json, schema: JsonObject, path: Path, { report }: Check): void {
  const { type } = schema;
  const isRoot = path.length === 0;
  if (isRoot && AT_ROOT.includes(key)) return;
  const forTypes = Object.hasOwn(KEYWORDS, key) ? KEYWORDS[key] : undefined;
  if (!forTypes) {
    const instead = Object.hasOwn(INSTEAD, key) ? `: ${INSTEAD[key]}` : didYouMean(key, Object.keys(KEYWORDS));
    report(
      [...path, key],
      `the keyword ${quote(key)} is not read here${instead || `; there are ${Object.keys(KEYWORDS).join(", ")}`}`,
    );
    return;
  }
  if (forTypes.length > 0 && !forTypes.includes(String(type))) {
    report([...path, key], `\`${key}\` is for the type ${forTypes.join(" or ")}, not for ${quote(String(type))}`);
    return;
  }
  const wrong = Object.hasOwn(VALUES, key) ? VALUES[key]?.(value, schema) : undefined;
  if (wrong !== undefined) report([...path, key], wrong);
}

function checkFields(schema: JsonObject, path: Path, check: Check): JsonObject {
  const { properties = null, required, additionalProperties } = schema;
  const fields = emptyObject();
  if (properties !== null && !isObject(properties))
    check.report([...path, "properties"], "`properties` is a map of the fields and their schemas");
  for (const [name, field] of Object.entries(isObject(properties) ? properties : {})) {
    const at = [...path, "properties", name];
    if (!NAME.test(name) || name.length > LONGEST_NAME)
      check.report(
        at,
        `${quote(name)} cannot be read by conditions: write a name of letters and digits that starts with a small letter`,
      );
    if (++check.fields === MOST_FIELDS + 1)
      check.report(at, `there are more than ${MOST_FIELDS} fields: declare some of them in another file`);
    if (check.fields > MOST_FIELDS) break;
    fields[name] = checkSchema(field, at, check);
  }
  for (const [i, name] of (Array.isArray(required) ? required : []).entries())
    if (!Object.hasOwn(fields, String(name)))
      check.report(
        [...path, "required", i],
        `there is no field ${quote(String(name))}${didYouMean(String(name), Object.keys(fields))}`,
      );
  if (required !== undefined && !Array.isArray(required))
    check.report([...path, "required"], "`required` is a list of fields");
  const others = isObject(additionalProperties)
    ? checkSchema(additionalProperties, [...path, "additionalProperties"], check)
    : false;
  if (additionalProperties !== undefined && additionalProperties !== false && !isObject(additionalProperties))
    check.report(
      [...path, "additionalProperties"],
      "`additionalProperties` is false or a schema: a field that nobody declares cannot be read",
    );
  if (properties === null && others === false)
    check.report([...path, "type"], "a map needs its fields: add `properties`");
  return Object.assign(emptyObject(), schema, { properties: fields, additionalProperties: others });
}

/** Checks a schema and completes it: a map takes no other fields than those that are declared. */
function checkSchema(value: Json, path: Path, check: Check): JsonObject {
  if (!isObject(value)) {
    check.report(path, "the schema of a field is a map, such as `{ type: string }`");
    return emptyObject();
  }
  const levels = path.filter((key) => key === "properties" || key === "items" || key === "additionalProperties").length;
  if (levels > MOST_LEVELS) {
    check.report(path, `the fields are nested more than ${MOST_LEVELS} levels deep: declare them with fewer`);
    return emptyObject();
  }
  const { type } = value;
  if (typeof type !== "string" || !TYPES.includes(type)) {
    const hint = typeof type === "string" ? didYouMean(type, TYPES) : "";
    const also = Array.isArray(type) ? "; any field may be left empty" : "";
    check.report([...path, "type"], `\`type\` is one of ${TYPES.join(", ")}${also}${hint}`);
    return emptyObject();
  }
  for (const key of Object.keys(value)) checkKeyword(key, value[key] as Json, value, path, check);
  if (type === "object") return checkFields(value, path, check);
  if (type !== "array") return value;
  if (value["items"] === undefined) {
    check.report([...path, "type"], "a list needs the schema of its elements: add `items`");
    return value;
  }
  return Object.assign(emptyObject(), value, { items: checkSchema(value["items"], [...path, "items"], check) });
}

/**
 * Checks that a declaration stays within the part of JSON Schema that the type checker and the check of documents read.
 * @returns the schema in which every map that allows no other fields says so; undefined if the declaration is no map of
 *   fields
 */
export function checkDeclaredSchema(schema: JsonObject, report: Report): JsonObject | undefined {
  if (schema["type"] !== "object") {
    report(["type"], "a declaration is the schema of a map: write `type: object` and its `properties`");
    return undefined;
  }
  return checkSchema(schema, [], { report, fields: 0 });
}
