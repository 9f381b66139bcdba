import { isDate, weekdays } from "../util/date.ts";
import { type Json, isObject } from "../util/json.ts";

/** What a value of a valid document can be. */
export type Type =
  | { readonly is: "null" }
  | { readonly is: "boolean" }
  | NumberType
  | { readonly is: "text"; readonly values?: readonly string[]; readonly date?: true }
  | { readonly is: "list"; readonly element: Type; readonly nonEmpty?: true }
  | {
      readonly is: "map";
      readonly fields: ReadonlyMap<string, Type>;
      readonly others?: Type;
      /** Fields that every valid document has. */
      readonly required?: readonly string[];
    }
  | { readonly is: "union"; readonly of: readonly Type[] }
  /** Nothing is known, or a mistake was reported already. */
  | { readonly is: "any" };

export interface NumberType {
  readonly is: "number";
  readonly integer: boolean;
  readonly minimum: number;
  readonly maximum: number;
  /** What it counts, such as `days`. */
  readonly unit?: string;
}

export const ANY: Type = { is: "any" };
export const BOOLEAN: Type = { is: "boolean" };
export const TEXT: Type = { is: "text" };
export const DATE: Type = { is: "text", date: true };
export const WEEKDAY: Type = { is: "text", values: weekdays };
export const NUMBER: NumberType = { is: "number", integer: false, minimum: -Infinity, maximum: Infinity };
export const COUNT: NumberType = { is: "number", integer: true, minimum: 0, maximum: Infinity };

/** What of a JSON Schema says which values are valid. */
export interface TypeSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: TypeSchema;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, TypeSchema>>;
  readonly additionalProperties?: boolean | TypeSchema;
  readonly required?: readonly string[];
  readonly $ref?: string;
  /** What a number counts, such as `days`. */
  readonly "x-unit"?: string;
}

/**
 * The type of the values that a JSON Schema lets pass.
 * @param schema a schema of this project's vocabulary: objects, lists, enums, numbers with bounds, dates
 * @param resolve the schema that a `$ref` names
 */
export function typeOfSchema(schema: TypeSchema, resolve: (ref: string) => TypeSchema): Type {
  if (schema.$ref !== undefined) return typeOfSchema(resolve(schema.$ref), resolve);
  if (schema.const !== undefined) return typeOfValue(schema.const);
  switch (schema.type) {
    case "boolean":
      return BOOLEAN;
    case "integer":
    case "number":
      return {
        is: "number",
        integer: schema.type === "integer",
        minimum: schema.minimum ?? -Infinity,
        maximum: schema.maximum ?? Infinity,
        ...(schema["x-unit"] === undefined ? {} : { unit: schema["x-unit"] }),
      };
    case "string":
      return textType(schema);
    case "array":
      return {
        is: "list",
        element: schema.items ? typeOfSchema(schema.items, resolve) : ANY,
        ...((schema.minItems ?? 0) > 0 ? { nonEmpty: true } : {}),
      };
    case "object":
      return mapType(schema, resolve);
    default:
      return ANY;
  }
}

function textType({ enum: values, format }: TypeSchema): Type {
  if (values) return { is: "text", values: values.filter((value) => typeof value === "string") };
  return format === "date" ? DATE : TEXT;
}

function mapType(
  { properties = {}, additionalProperties, required }: TypeSchema,
  resolve: (ref: string) => TypeSchema,
): Type {
  const fields = new Map(Object.entries(properties).map(([name, schema]) => [name, typeOfSchema(schema, resolve)]));
  const others = typeof additionalProperties === "object" ? typeOfSchema(additionalProperties, resolve) : undefined;
  return { is: "map", fields, ...(others ? { others } : {}), ...(required ? { required } : {}) };
}

/** The type of a value written in a policy: as narrow as the value itself. */
export function typeOfValue(value: Json): Type {
  if (value === null) return { is: "null" };
  if (typeof value === "boolean") return BOOLEAN;
  if (typeof value === "number") {
    return { is: "number", integer: Number.isInteger(value), minimum: value, maximum: value };
  }
  if (typeof value === "string") return { is: "text", values: [value], ...(isDate(value) ? { date: true } : {}) };
  if (Array.isArray(value)) return { is: "list", element: union(value.map(typeOfValue)) };
  return ANY;
}

/** The type of a value that is of one of some types. */
export function union(types: readonly Type[]): Type {
  const flat = types.flatMap((type) => (type.is === "union" ? type.of : [type]));
  const merged: Type[] = [];
  for (const type of flat) mergeInto(merged, type);
  if (merged.some((type) => type.is === "any")) return ANY;
  const [only] = merged;
  return merged.length === 1 && only ? only : { is: "union", of: merged };
}

function mergeInto(types: Type[], type: Type): void {
  for (const [i, one] of types.entries()) {
    const both = merge(one, type);
    if (!both) continue;
    types[i] = both;
    return;
  }
  types.push(type);
}

/** One type for values of two types of the same kind, where there is one. */
function merge(a: Type, b: Type): Type | undefined {
  if (a.is === "number" && b.is === "number") {
    return {
      is: "number",
      integer: a.integer && b.integer,
      minimum: Math.min(a.minimum, b.minimum),
      maximum: Math.max(a.maximum, b.maximum),
      ...commonUnit(a, b),
    };
  }
  if (a.is === "text" && b.is === "text") {
    const date = isDated(a) && isDated(b);
    const values = a.values && b.values ? [...new Set([...a.values, ...b.values])] : undefined;
    return { is: "text", ...(values ? { values } : {}), ...(date ? { date } : {}) };
  }
  if (a.is === "list" && b.is === "list") return { is: "list", element: union([a.element, b.element]) };
  return a.is === b.is && a.is !== "map" ? a : undefined;
}

/** The unit of a value that is one of two numbers. A bare number takes that of the other. */
function commonUnit(a: NumberType, b: NumberType): Pick<NumberType, "unit"> {
  const unit = a.unit ?? b.unit;
  return unit === undefined || (b.unit !== undefined && b.unit !== unit) ? {} : { unit };
}

/** The types of the elements of a list parameter, by name. */
const elementTypes: Readonly<Record<string, Type>> = {
  text: TEXT,
  integer: { ...NUMBER, integer: true },
  number: NUMBER,
  date: DATE,
  weekday: WEEKDAY,
};

/**
 * The type of a parameter. A list may have other elements in another organisation, so that its declaration counts; of
 * other parameters, the value.
 * @param declared the parameter as its policy declares it
 */
export function typeOfParameter(declared: Json | undefined, value: Json): Type {
  const own = isObject(declared) ? declared : {};
  const type = typeOfValue(value);
  const { items, unit } = own;
  if (type.is === "number") return typeof unit === "string" ? { ...type, unit } : type;
  if (!Array.isArray(value)) return type;
  return {
    is: "list",
    element: Array.isArray(items) ? union(items.map(typeOfValue)) : (elementTypes[String(items)] ?? TEXT),
  };
}

/** The types that a value may be of, one by one. */
export function unionMembers(type: Type): readonly Type[] {
  return type.is === "union" ? type.of : [type];
}

/** Whether all texts of a type are dates. */
export const isDated = (type: Type): boolean => "date" in type;

/** Whether a number is part of a whole. */
export const isShare = ({ minimum, maximum }: NumberType): boolean => minimum === 0 && maximum === 1;

/** A type in words. */
export function describeType(type: Type): string {
  switch (type.is) {
    case "null":
      return "nothing";
    case "boolean":
      return "true or false";
    case "number":
      if (type.minimum === type.maximum) return `the number ${type.minimum}`;
      if (isShare(type)) return "a share from 0 to 1";
      return type.integer ? "a whole number" : "a number";
    case "text":
      if (type.values?.length === 1) return `the text "${String(type.values[0])}"`;
      return type.date ? "a date" : type.values ? `one of ${type.values.join(", ")}` : "a text";
    case "list":
      return "a list";
    case "map":
      return "a map";
    case "union":
      return [...new Set(type.of.map(describeType))].join(" or ");
    default:
      return "anything";
  }
}
