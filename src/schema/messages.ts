import { type Json, isObject } from "../util/json.ts";
import { formatPath } from "../util/json-path.ts";
import { didYouMean, isBooleanWord } from "../util/text.ts";
import { OWN_SCHEMAS } from "./own-fields.ts";
import { type AjvProblem, additional } from "./problem.ts";

const quote = (value: Json | undefined): string => `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;

function oneOf(values: readonly Json[]): string {
  const names = values.map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
  return names.length === 1 ? `\`${names[0]}\`` : `one of ${names.join(", ")}`;
}

const types: Readonly<Record<string, string>> = {
  string: "a text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a map",
  null: "nothing",
};

/** More fields than this are for an editor to show. */
const MOST_FIELDS = 12;

/** The fields that there are, where they are few. */
const choiceOf = (fields: readonly string[]): string =>
  fields.length > 0 && fields.length <= MOST_FIELDS ? `; it takes ${fields.join(", ")}` : "";

function typeMessage({ error, schema, path, value }: AjvProblem): string {
  const wanted = ([] as string[]).concat(error.params["type"] as string | string[]);
  const text = `${formatPath(path)} has to be ${wanted.map((type) => types[type] ?? type).join(" or ")}`;
  const word = typeof value === "string" && isBooleanWord(value) ? /^(?:y|yes|on|true)$/i.test(value) : undefined;
  if (wanted.includes("boolean") && word !== undefined)
    return value === String(word)
      ? `${text}; take the quotes off ${quote(value)}`
      : `${text}; in YAML 1.2 ${quote(value)} is a text: write ${word}`;
  if (wanted.includes("string") && !wanted.includes("object") && ["number", "boolean"].includes(typeof value)) {
    return `${text}; write it in quotes`;
  }
  if (wanted.includes("array") && !Array.isArray(value) && !isObject(value)) return `${text}: write [${String(value)}]`;
  if (
    (wanted.includes("number") || wanted.includes("integer")) &&
    typeof value === "string" &&
    /^\s*-?[\d.]+\s*$/.test(value)
  ) {
    return `${text}; take the quotes off ${quote(value)}`;
  }
  const fields = wanted.includes("object") ? choiceOf(Object.keys(schema.properties ?? {})) : "";
  return `${text}, not ${Array.isArray(value) ? "a list" : isObject(value) ? "a map" : quote(value)}${fields}`;
}

const patterns: Readonly<Record<string, string>> = {
  "^[a-z0-9]+(-[a-z0-9]+)*$": "lower-case words joined by hyphens",
  "^[0-9a-f]{64}$": "a SHA-256 digest of 64 hexadecimal digits",
  "^[A-Z]{2}$": "a country code of ISO 3166, such as DE",
  "^[A-Z]{2}-[A-Z0-9]{1,3}$": "a subdivision code of ISO 3166-2, such as US-MN",
  "^[A-Z]{2}(-[A-Z0-9]{1,3})?$": "a country or subdivision code of ISO 3166, such as DE or US-MN, or EU",
  "^[a-z]{2,3}(-[A-Za-z0-9]+)*$": "a language code of ISO 639, such as en",
  "^[0-9]{4}$": "four digits, in quotes",
  "^(K|DEN|P)[0-9]{6}$": "a K, DEN or P number of six digits",
  "^[A-Z]{2}:.+$": "a country code, a colon and the number",
  "^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$": "a pack and a name, such as contracts/audit-rights",
};

const formats: Readonly<Record<string, string>> = {
  date: "a date of the calendar as YYYY-MM-DD",
  "idn-email": "an e-mail address",
  uri: "an address that starts with its scheme, such as https:",
};

/** What is wrong and what to write instead, by the keyword of JSON Schema that failed. */
const messages: Readonly<Record<string, (problem: AjvProblem) => string>> = {
  declared: ({ schema, value }) =>
    `no kind ${quote(value)} is declared in \`${OWN_SCHEMAS}\`${didYouMean(String(value), (schema.enum ?? []).map(String))}`,
  additionalProperties({ error, schema, path }) {
    if (path.at(-1) === "extensions") return undeclared(additional(error), Object.keys(schema.properties ?? {}));
    const where = path.length === 0 ? "here" : `in ${formatPath(path)}`;
    const key = additional(error);
    const known = Object.keys(schema.properties ?? {});
    return `there is no field \`${key}\` ${where}${didYouMean(key, known) || choiceOf(known)}`;
  },
  required({ error, schema, path }) {
    const key = String(error.params["missingProperty"]);
    const about = schema.properties?.[key]?.description;
    return `${formatPath([...path, key])} has to be stated${about ? `: ${about}` : ""}`;
  },
  enum({ schema, path, value }) {
    const values = schema.enum ?? [];
    if (value === "TODO") return `${formatPath(path)} is still to be decided: write ${oneOf(values)}`;
    const near =
      typeof value === "string"
        ? didYouMean(
            value,
            values.filter((one) => typeof one === "string"),
          )
        : "";
    return `${quote(value)} is not a value of ${formatPath(path)}${near || `; it takes ${oneOf(values)}`}`;
  },
  const: ({ error, path, value }) =>
    `${formatPath(path)} has to be ${quote(error.params["allowedValue"] as Json)}, not ${quote(value)}`,
  type: typeMessage,
  format: ({ error, path, value }) =>
    `${formatPath(path)} has to be ${formats[String(error.params["format"])] ?? "well-formed"}, not ${quote(value)}`,
  pattern: ({ error, path, value }) =>
    `${formatPath(path)} has to be ${patterns[String(error.params["pattern"])] ?? "well-formed"}, not ${quote(value)}`,
  minimum: ({ error, path, value }) =>
    `${formatPath(path)} has to be at least ${String(error.params["limit"])}, not ${quote(value)}`,
  maximum: ({ error, path, value }) =>
    `${formatPath(path)} has to be at most ${String(error.params["limit"])}, not ${quote(value)}`,
  minItems: ({ path }) => `${formatPath(path)} has to hold at least one element`,
  minLength: ({ path }) => `${formatPath(path)} is an empty text; leave it out or say something`,
  uniqueItems: ({ path }) => `${formatPath(path)} names the same value twice`,
  oneOf: ({ path, value }) => `${quote(value)} does not fit ${formatPath(path)}`,
};

const undeclared = (namespace: string, known: readonly string[]): string =>
  `no namespace ${quote(namespace)} is declared for it in \`${OWN_SCHEMAS}\`${didYouMean(namespace, known)}`;

/** What a document reads that its change alone declares. */
export function proposedMessage({ error, path, value }: AjvProblem): string {
  const what = error.keyword === "declared" ? quote(value) : formatPath([...path, additional(error)]);
  return `${what} is declared by this change alone: rules can read it after the merge`;
}

/** What is wrong and what to write instead. */
export function messageOf(problem: AjvProblem): string {
  const { error, path } = problem;
  return messages[error.keyword]?.(problem) ?? `${formatPath(path)} breaks the schema's \`${error.keyword}\``;
}
