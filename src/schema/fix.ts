import type { Document } from "../model/document.ts";
import type { DocumentChange } from "../model/edit.ts";
import { isDate } from "../util/date.ts";
import type { Json } from "../util/json.ts";
import { closestWord, isBooleanWord } from "../util/text.ts";
import type { AjvProblem } from "./problem.ts";

/** Gives the value to write instead, or undefined if only a person can say. */
type Correct = (problem: AjvProblem, source: string | undefined) => Json | undefined;

/** A word as it would be without a difference of case, spaces, hyphens and underscores. */
const bare = (word: string): string => word.toLowerCase().replaceAll(/[\s_-]+/g, "");

const enumValue: Correct = ({ schema, value }) => {
  const alike = (schema.enum ?? []).filter(
    (one) => typeof one === "string" && typeof value === "string" && bare(one) === bare(value),
  );
  return alike.length === 1 ? alike[0] : undefined;
};

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const monthOf = (name: string): number => months.indexOf(name.slice(0, 3).toLowerCase()) + 1;

/** Orders of a date that can be read in one way only: the year first, day.month.year, and names of months. */
const dateForms: readonly (readonly [RegExp, (...parts: string[]) => (string | number)[]])[] = [
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/, (y = "", m = "", d = "") => [y, m, d]],
  [/^(\d{4})(\d{2})(\d{2})$/, (y = "", m = "", d = "") => [y, m, d]],
  [/^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/, (d = "", m = "", y = "") => [y, m, d]],
  [/^(\d{1,2})\.? ([a-z]{3,9})\.? (\d{4})$/i, (d = "", m = "", y = "") => [y, monthOf(m), d]],
  [/^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/i, (m = "", d = "", y = "") => [y, monthOf(m), d]],
];

/** The ISO date that a text means; undefined for a text such as 01/02/2026, whose order is open. */
export function readDate(text: string): string | undefined {
  for (const [form, order] of dateForms) {
    const match = form.exec(text.trim());
    if (!match) continue;
    const date = order(...match.slice(1))
      .map((part, i) => String(part).padStart(i === 0 ? 4 : 2, "0"))
      .join("-");
    return isDate(date) ? date : undefined;
  }
  return undefined;
}

/** A share that was written in percent. */
function shareOf({ schema, value }: AjvProblem): number | undefined {
  const percent = typeof value === "string" ? /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(value)?.[1] : undefined;
  const number = percent === undefined ? (typeof value === "number" ? value : undefined) : Number(percent);
  if (number === undefined || schema.maximum !== 1 || number < 0 || number > 100) return undefined;
  return Number((number / 100).toPrecision(12));
}

/** More than this is no share in any notation; 1.5 may be a slip of any kind. */
const percentNumber: Correct = (problem) =>
  typeof problem.value === "number" && problem.value >= 2 ? shareOf(problem) : undefined;

function numberOf(text: string): number | undefined {
  const plain = text.trim();
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

const typedValue: Correct = (problem, source) => {
  const { error, schema, value } = problem;
  const wanted = ([] as string[]).concat(error.params["type"] as string | string[]);
  if (typeof value === "string") {
    if (wanted.includes("boolean") && isBooleanWord(value)) return /^(?:y|yes|on|true)$/i.test(value);
    if (wanted.includes("number") && value.includes("%")) return shareOf(problem);
    const number = numberOf(value);
    if (wanted.includes("number") && number !== undefined) return number;
    if (wanted.includes("integer") && Number.isInteger(number)) return number;
  }
  // The text as it is written: 1.10 is not 1.1.
  if (wanted.includes("string") && (typeof value === "number" || typeof value === "boolean")) return source;
  const isSingle = typeof value === "string" || typeof value === "number";
  return wanted.includes("array") && isSingle && schema.items?.type !== "object" ? [value] : undefined;
};

const DIGEST = "^[0-9a-f]{64}$";

const patternValue: Correct = ({ error, value }) => {
  const pattern = String(error.params["pattern"]);
  if (typeof value !== "string") return undefined;
  if (pattern === DIGEST)
    return fitting(
      value
        .trim()
        .toLowerCase()
        .replace(/^sha-?256[:=]\s*/, ""),
      pattern,
    );
  return fitting(value.trim().toUpperCase(), pattern) ?? fitting(value.trim(), pattern);
};

const fitting = (text: string, pattern: string): string | undefined =>
  new RegExp(pattern, "u").test(text) ? text : undefined;

const formatValue: Correct = ({ error, value }) =>
  error.params["format"] === "date" && typeof value === "string" ? readDate(value) : undefined;

const corrections: Readonly<Record<string, Correct>> = {
  enum: enumValue,
  format: formatValue,
  maximum: percentNumber,
  pattern: patternValue,
  type: typedValue,
};

/**
 * The change for a value that is wrong in form only: case, quotes, the notation of a date or a share, a misspelt key.
 * It never states anything that the document does not say.
 */
export function changeFor(problem: AjvProblem, document: Pick<Document, "source">): DocumentChange | undefined {
  const { error, schema, path } = problem;
  if (error.keyword === "additionalProperties") return renamed(problem);
  const correct = Object.hasOwn(corrections, error.keyword) ? corrections[error.keyword] : undefined;
  const to = correct?.(problem, document.source?.(path));
  return to === undefined || (schema.enum && !schema.enum.includes(to)) ? undefined : { set: path, to };
}

/** The field that a misspelt key means, if it is not stated already. */
function renamed({ error, schema, path, parent }: AjvProblem): DocumentChange | undefined {
  const key = String(error.params["additionalProperty"]);
  const free = Object.keys(schema.properties ?? {}).filter((one) => !parent.has(one));
  const near = closestWord(
    key,
    free.filter((one) => isSameWord(one, key)),
  );
  return near === undefined ? undefined : { rename: [...path, key], to: near };
}

/** True for a difference of case or signs, and for few wrong letters in a word that is long enough for them. */
const isSameWord = (field: string, key: string): boolean =>
  bare(field) === bare(key) || (key.length >= 5 && field.length >= 5);
