import { parseText } from "../documents/parse.ts";
import type { Json } from "../util/json.ts";
import { closestWord, isBooleanWord } from "../util/text.ts";
import { type FieldSchema, isOfType } from "./describe.ts";
import { readDate } from "./fix.ts";

/** An answer as data, or the reason why it is none. */
export type ReadAnswer = { readonly value: Json } | { readonly problem: string };

const choiceOf = ({ enum: values = [] }: FieldSchema): string[] => values.filter((one) => one !== null);

/** A word that stands for a value which only the reader knows. */
function wordFor(schema: FieldSchema): string {
  if (schema.format === "date") return "YYYY-MM-DD";
  if (isOfType(schema, "boolean")) return "true";
  return isOfType(schema, "integer") || isOfType(schema, "number") ? "NUMBER" : "TEXT";
}

const sampleOf = (schema: FieldSchema): string => choiceOf(schema)[0] ?? wordFor(schema);

/** Fields of a map that an example shows. */
const MOST_FIELDS = 6;

function mapShape({ properties = {} }: FieldSchema): string {
  const shown = Object.entries(properties).slice(0, MOST_FIELDS);
  const more = Object.keys(properties).length > shown.length ? ", ..." : "";
  const inner = shown.map(
    ([key, field]) =>
      `${key}: ${field.properties ? "{ ... }" : isOfType(field, "array") ? `[${sampleOf(field.items ?? {})}]` : sampleOf(field)}`,
  );
  return `{ ${inner.join(", ")}${more} }`;
}

/** The form of an answer: the values of a choice, or an example with words in capitals. */
export function answerShape(schema: FieldSchema): string {
  const { items } = schema;
  if (isOfType(schema, "array")) {
    if (items?.properties) return `[${mapShape(items)}]`;
    const values = choiceOf(items ?? {});
    return values.length > 0 ? `any of ${values.join(", ")}` : `${wordFor(items ?? {})}, ...`;
  }
  if (schema.properties) return mapShape(schema);
  const values = choiceOf(schema);
  if (values.length > 0) return values.join(" | ");
  return isOfType(schema, "boolean") ? "true | false" : wordFor(schema);
}

function readChoice(text: string, values: readonly string[]): ReadAnswer {
  const exact = values.find((one) => one.toLowerCase() === text.toLowerCase());
  if (exact !== undefined) return { value: exact };
  const near = closestWord(text, values);
  return { problem: near === undefined ? `write one of ${values.join(", ")}` : `did you mean ${near}?` };
}

function readNumber(text: string, schema: FieldSchema): ReadAnswer {
  const number = /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
  if (number === undefined) return { problem: "write a number, such as 90" };
  return Number.isInteger(number) || isOfType(schema, "number")
    ? { value: number }
    : { problem: "write a whole number" };
}

function readScalar(text: string, schema: FieldSchema): ReadAnswer {
  const values = choiceOf(schema);
  if (values.length > 0) return readChoice(text, values);
  if (isOfType(schema, "boolean"))
    return isBooleanWord(text) ? { value: /^(?:y|yes|on|true)$/i.test(text) } : { problem: "write true or false" };
  if (isOfType(schema, "integer") || isOfType(schema, "number")) return readNumber(text, schema);
  if (schema.format !== "date") return { value: text };
  const date = readDate(text);
  return date === undefined ? { problem: "write a date as YYYY-MM-DD" } : { value: date };
}

/** Data in the notation of YAML. */
function readData(text: string, schema: FieldSchema): ReadAnswer {
  const { documents, diagnostics } = parseText("answer", text, { depth: 16, tokens: 10_000 });
  const [document] = documents;
  if (!document || documents.length > 1 || diagnostics.length > 0) return { problem: `write ${answerShape(schema)}` };
  return { value: document.value };
}

function readList(text: string, schema: FieldSchema): ReadAnswer {
  const values = choiceOf(schema.items ?? {});
  if (/^(?:none|\[\])$/i.test(text) && !values.includes("none")) return { value: [] };
  if (text.startsWith("[") || schema.items?.properties) {
    const read = readData(text.startsWith("[") ? text : `[${text}]`, schema);
    return read;
  }
  const value: Json[] = [];
  for (const part of text.split(",").map((one) => one.trim())) {
    const read = readScalar(part, schema.items ?? {});
    if ("problem" in read) return read;
    value.push(read.value);
  }
  return { value };
}

/**
 * Reads an answer that a person typed by the schema of its field. Lists are separated by commas, `none` is the empty
 * list; maps are written as in YAML.
 */
export function readAnswer(written: string, schema: FieldSchema): ReadAnswer {
  const text = written.trim();
  if (text === "") return { problem: "the answer is empty" };
  if (isOfType(schema, "array")) return readList(text, schema);
  return schema.properties ? readData(text, schema) : readScalar(text, schema);
}
