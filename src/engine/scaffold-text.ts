import { flowText } from "../documents/edit/render.ts";
import { type FieldSchema, describeValues, isOfType } from "../schema/describe.ts";
import { type JsonObject, isObject } from "../util/json.ts";

/** Values of a field that are listed: all of them, for nobody guesses a word. */
const MOST_VALUES = 99;
/** Levels of lists and maps in an example entry. */
const MOST_LEVELS = 4;

/** A word in place of a value that only the reader knows; the first of the values if there is a choice. */
function sampleOf(schema: FieldSchema): string {
  const [first] = schema.enum?.filter((one) => one !== null) ?? [];
  if (first !== undefined) return first;
  if (schema.const !== undefined) return schema.const;
  if (schema.format === "date") return "YYYY-MM-DD";
  if (isOfType(schema, "boolean")) return "true";
  if (isOfType(schema, "number") || isOfType(schema, "integer")) return "NUMBER";
  return "TEXT";
}

const isMap = (schema: FieldSchema): boolean => schema.properties !== undefined;
const isListOfMaps = ({ items }: FieldSchema): boolean => items?.properties !== undefined;

const comment = (schema: FieldSchema): string => {
  const text = `${schema.description ?? ""}${describeValues(schema, MOST_VALUES)}`.trim();
  return text === "" ? "" : ` # ${text}`;
};

/** An entry of a list as an example: every line has a value or a word in its place. */
function exampleLines(schema: FieldSchema, level: number): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    if (level >= MOST_LEVELS && (isMap(field) || field.items !== undefined)) return [];
    if (isMap(field)) return [`${key}:${comment(field)}`, ...exampleLines(field, level + 1).map((line) => `  ${line}`)];
    if (isListOfMaps(field))
      return [`${key}:${comment(field)}`, ...entryLines(field.items ?? {}, level + 1).map((line) => `  ${line}`)];
    const value = isOfType(field, "array") ? `[${sampleOf(field.items ?? {})}]` : sampleOf(field);
    return [`${key}: ${value}${comment(field)}`];
  });
}

const entryLines = (schema: FieldSchema, level: number): string[] =>
  exampleLines(schema, level).map((line, i) => `${i === 0 ? "- " : "  "}${line}`);

/**
 * Writes the fields of a schema, each open and with a comment that says what to state; a list of maps has one example
 * entry as a comment.
 * @param known values that are known already
 */
export function scaffoldLines(schema: FieldSchema, known: JsonObject): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    const value = known[key] ?? field.const;
    if (isMap(field)) {
      const inner = scaffoldLines(field, isObject(value) ? value : {});
      return [`${key}:${comment(field)}`, ...inner.map((line) => `  ${line}`)];
    }
    if (value !== undefined) return [`${key}: ${flowText(value)}`];
    if (!isListOfMaps(field)) return [`${key}:${comment(field)}`];
    const entry = entryLines(field.items ?? {}, 1).map((line) => `  # ${line}`);
    return [`${key}:${comment(field)}`, ...entry];
  });
}
