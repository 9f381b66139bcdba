import { isDate } from "../util/date.ts";
import { type Json, type JsonObject, isObject } from "../util/json.ts";

/** A JSON Schema, whose keywords are known to `keywords` or not. */
type Schema = Readonly<Record<string, unknown>>;
/** Returns true if a value surely conforms. */
type Check = (value: Json) => boolean;
/** Makes the check of a keyword, for the schema that contains it within a whole one. */
type Keyword = (argument: never, schema: Schema, root: Schema) => Check;

/**
 * Checks whether a value surely conforms to a schema. It reads the schemas of this project without compiling them, which
 * would take most of a short run.
 *
 * @returns false if the value does not conform or if it is not sure, as for a keyword that is not known here. The
 *   validator of ajv then decides.
 */
export function conforms(schema: object, value: Json): boolean {
  return checkOf(schema as Schema, schema as Schema)(value);
}

const unsure: Check = () => false;
const always: Check = () => true;

const checks = new WeakMap<Schema, Check>();

/** The check of a schema, made when it is first needed. */
function checkOf(schema: Schema, root: Schema): Check {
  const known = checks.get(schema);
  if (known) return known;
  const parts = Object.entries(schema).flatMap(([keyword, argument]) => {
    if (annotations.has(keyword) || keyword.startsWith("x-")) return [];
    const make = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
    return [make?.(argument as never, schema, root) ?? unsure];
  });
  const check: Check = (value) => {
    for (const part of parts) if (!part(value)) return false;
    return true;
  };
  checks.set(schema, check);
  return check;
}

const annotations: ReadonlySet<string> = new Set(["$schema", "$id", "title", "description", "definitions", "examples"]);

const keywords: Readonly<Record<string, Keyword>> = {
  type(names: string | readonly string[]) {
    const allowed = new Set([names].flat());
    return (value) => allowed.has(typeOf(value)) || (allowed.has("number") && typeof value === "number");
  },
  const: (allowed: Json) => (isScalar(allowed) ? (value) => value === allowed : unsure),
  enum(allowed: readonly Json[]) {
    const scalars = new Set(allowed.filter(isScalar));
    return (value) => scalars.has(value);
  },
  minLength: (least: number) => ofTexts((text) => text.length >= 2 * least || Array.from(text).length >= least),
  pattern(source: string) {
    const pattern = new RegExp(source, "u");
    return ofTexts((text) => pattern.test(text));
  },
  format: (name: string) => ofTexts(formats.get(name) ?? unsure),
  minimum: (least: number) => (value) => typeof value !== "number" || value >= least,
  maximum: (most: number) => (value) => typeof value !== "number" || value <= most,
  exclusiveMinimum: (bound: number) => (value) => typeof value !== "number" || value > bound,
  exclusiveMaximum: (bound: number) => (value) => typeof value !== "number" || value < bound,
  items: (schema: Schema, _, root) =>
    ofLists((list) => {
      const check = checkOf(schema, root);
      return list.every(check);
    }),
  minItems: (least: number) => ofLists((list) => list.length >= least),
  maxItems: (most: number) => ofLists((list) => list.length <= most),
  uniqueItems: (isUnique: boolean) =>
    isUnique ? ofLists((list) => list.every(isScalar) && new Set(list).size === list.length) : always,
  properties(properties: Readonly<Record<string, Schema>>, _, root) {
    const schemas = new Map(Object.entries(properties));
    return ofMaps((map) => {
      for (const key in map) {
        const schema = schemas.get(key);
        if (schema && !checkOf(schema, root)(map[key] as Json)) return false;
      }
      return true;
    });
  },
  additionalProperties(argument: Schema | boolean, { properties = {} }, root) {
    const known = new Set(Object.keys(properties as object));
    const other = (value: Json): boolean => (isObject(argument) ? checkOf(argument, root)(value) : argument === true);
    return ofMaps((map) => {
      for (const key in map) if (!known.has(key) && !other(map[key] as Json)) return false;
      return true;
    });
  },
  propertyNames: (schema: Schema, _, root) => ofMaps((map) => Object.keys(map).every(checkOf(schema, root))),
  required: (names: readonly string[]) =>
    ofMaps((map) => {
      for (const name of names) if (!Object.hasOwn(map, name)) return false;
      return true;
    }),
  minProperties: (least: number) => ofMaps((map) => Object.keys(map).length >= least),
  allOf: (all: readonly Schema[], _, root) => (value) => all.every((one) => checkOf(one, root)(value)),
  oneOf: (choices: readonly Schema[], _, root) =>
    areDisjoint(choices) ? (value) => choices.some((one) => checkOf(one, root)(value)) : unsure,
  $ref(path: string, _, root) {
    const name = /^#\/definitions\/(\w+)$/.exec(path)?.[1] ?? "";
    const target = (root["definitions"] as Readonly<Record<string, Schema>> | undefined)?.[name];
    return target === undefined ? unsure : (value) => checkOf(target, root)(value);
  },
};

function isScalar(value: Json): boolean {
  return value === null || typeof value !== "object";
}

/** The type of a value, as JSON Schema names it. */
function typeOf(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "number" && Number.isInteger(value) ? "integer" : typeof value;
}

const ofTexts =
  (check: (text: string) => boolean): Check =>
  (value) =>
    typeof value !== "string" || check(value);

const ofLists =
  (check: (list: readonly Json[]) => boolean): Check =>
  (value) =>
    !Array.isArray(value) || check(value);

const ofMaps =
  (check: (map: JsonObject) => boolean): Check =>
  (value) =>
    !isObject(value) || check(value);

/** An address with a name of a host, a path, a query and a fragment. */
const webAddress = ((): RegExp => {
  const part = "(?:[\\w.~!$&'()*+,;=:@/?-]|%[\\dA-F]{2})*";
  const host = String.raw`[a-z\d-]+(?:\.[a-z\d-]+)+(?::\d{1,5})?`;
  return new RegExp(`^https?://${host}(?:/${part.replace("?-]", "-]")}(?:\\?${part})?)?(?:#${part})?$`);
})();

/** The formats, each no wider than that of ajv. */
const formats: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ["date", isDate],
  ["uri", (text: string) => webAddress.test(text)],
  ["idn-email", (text: string) => /^[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)*$/.test(text)],
]);

/** Checks whether no value can have the types of two choices. */
function areDisjoint(choices: readonly Schema[]): boolean {
  const seen = new Set<string>();
  return choices.every((choice) => {
    const types = typesOf(choice);
    const isNew = types.length > 0 && types.every((type) => !seen.has(type));
    for (const type of types) seen.add(type);
    return isNew;
  });
}

/** The types that a schema allows; none if it does not state them. */
function typesOf({ type, enum: values }: Schema): string[] {
  const stated = type === undefined ? ((values ?? []) as readonly Json[]).map(typeOf) : ([type].flat() as string[]);
  const types = stated.map((one) => (one === "integer" ? "number" : one));
  return [...new Set(types)];
}
