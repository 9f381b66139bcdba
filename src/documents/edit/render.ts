import { type Scalar, stringify } from "yaml";
import { type Json, parseJson } from "../../util/json.ts";

const options = { schema: "core", lineWidth: 0, flowCollectionPadding: true } as const;

/** A value on one line. Texts that other readers of YAML take for something else are in quotes. */
export function flowText(value: Json): string {
  const text = stringify(value, { ...options, collectionStyle: "flow", version: "1.2", ...quoting(value) });
  const line = text.trimEnd();
  return line.includes("\n") ? JSON.stringify(value) : line;
}

/** A value as lines of a block, each with its indentation. */
export function blockText(value: Json, indent: number): string[] {
  const text = stringify(value, { ...options, indent: 2 }).trimEnd();
  return text.split("\n").map((line) => (line === "" ? "" : " ".repeat(indent) + line));
}

/** `yes`, `no`, `on` and `off` are true or false for readers of YAML 1.1. */
const isAmbiguous = (value: Json): boolean => typeof value === "string" && /^(?:y|yes|n|no|on|off)$/i.test(value);

const quoting = (value: Json): object => (isAmbiguous(value) ? { defaultStringType: "QUOTE_DOUBLE" } : {});

/** A value in the quotes of the text that it replaces. */
export function likeBefore({ type }: Pick<Scalar, "type">, value: Json): string {
  if (typeof value !== "string" || /[\n\r\t]/.test(value)) return flowText(value);
  if (type === "QUOTE_DOUBLE") return JSON.stringify(value);
  return type === "QUOTE_SINGLE" ? `'${value.replaceAll("'", "''")}'` : flowText(value);
}

/** How a text is written: its line break, and how it writes a value on one line. */
export function styleOf(text: string): { newline: string; render: (value: Json) => string } {
  const isJson = /^\s*[[{]/.test(text) && parseJson(text) !== undefined;
  return {
    newline: text.includes("\r\n") ? "\r\n" : "\n",
    render: isJson ? (value) => JSON.stringify(value) : flowText,
  };
}
