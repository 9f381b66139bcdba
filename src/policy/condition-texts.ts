import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import type { Document, Location } from "../model/document.ts";
import { normalCondition } from "../logic/notation/normal.ts";
import { type ParsedCondition, parseCondition } from "../logic/notation/parse.ts";
import { printCondition } from "../logic/notation/print.ts";
import type { TextSpan } from "../logic/notation/tokens.ts";
import { type Json, type JsonObject, type Path, copyJson, getAt, isObject, setAt } from "../util/json.ts";
import type { OwnFields } from "../schema/own-fields.ts";
import { validate } from "../schema/validate.ts";

/** A condition that a policy states as text. */
interface ConditionText {
  /** Its path in the policy. */
  readonly path: Path;
  readonly text: string;
}

/** A policy whose conditions are JSONLogic, whatever form its file gives them. */
export interface ReadDocument {
  readonly document: Document;
  readonly problems: readonly Diagnostic[];
}

/** The places of a policy that take a condition. */
function conditionTextsOf(policy: JsonObject): ConditionText[] {
  const rules = Array.isArray(policy["rules"]) ? policy["rules"] : [];
  const paths = rules.flatMap((rule, i): Path[] => {
    const messages = isObject(rule) && Array.isArray(rule["messages"]) ? rule["messages"] : [];
    const own = ["rules", i];
    return [[...own, "appliesWhen"], [...own, "require"], ...messages.map((_, k) => [...own, "messages", k, "when"])];
  });
  return paths.flatMap((path) => {
    const text = getAt(policy, path);
    return typeof text === "string" ? [{ path, text }] : [];
  });
}

function positionIn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, column: before.at(-1)?.length ?? 0 };
}

/** Indentation of a block of text under its key, as in this project and in most files. */
const INDENT = 2;

/** The location in the file of a part of a text. Lines are exact; columns suppose the usual indentation. */
function locationIn(document: Document, { path, text }: ConditionText, { from, to }: TextSpan): Location {
  const entry = document.locate(path);
  const { line, column } = entry.start;
  const [start, end] = [positionIn(text, from), positionIn(text, Math.max(from, to))];
  const around = entry.end.column - column - `${path.at(-1)}: `.length - text.length;
  // A text on the line of its key, with or without quotation marks.
  if (entry.end.line === line && around >= 0) {
    const first = entry.end.column - text.length - around / 2;
    return { ...entry, start: { line, column: first + from }, end: { line, column: first + to } };
  }
  const at = (one: { line: number; column: number }): Location["start"] => ({
    line: line + 1 + one.line,
    column: column + INDENT + one.column,
  });
  return { ...entry, start: at(start), end: at(end) };
}

/** Refuses a text whose meaning the printed form would change: parser and printer then disagree. */
function isConfirmed(condition: Json, parameters: readonly string[]): boolean {
  const again = parseCondition(printCondition(condition, { parameters }), parameters);
  return "condition" in again && JSON.stringify(again.condition) === JSON.stringify(normalCondition(condition));
}

/** The document with its values and locations from the texts of its conditions. */
function withConditions(document: Document, parsed: readonly (readonly [ConditionText, ParsedCondition])[]): Document {
  const value = copyJson(document.value);
  for (const [{ path }, { condition }] of parsed) setAt(value, path, condition);
  const isWithin = (path: Path, outer: Path): boolean => outer.every((key, i) => path[i] === key);
  return {
    ...document,
    value,
    locate: (path) => {
      const found = parsed.find(([one]) => path.length > one.path.length && isWithin(path, one.path));
      if (!found) return document.locate(path);
      const [one, { spanOf }] = found;
      return locationIn(document, one, spanOf(path.slice(one.path.length)));
    },
  };
}

/**
 * Reads the conditions of a policy that are texts. Other documents stay as they are.
 * @returns the policy with these conditions in JSONLogic, and the mistakes in the texts on their lines
 */
export function readConditionTexts(document: Document): ReadDocument {
  const texts = document.kind === "Policy" ? conditionTextsOf(document.value) : [];
  if (texts.length === 0) return { document, problems: [] };
  const declared = document.value["parameters"];
  const parameters = isObject(declared) ? Object.keys(declared) : [];
  const problems: Diagnostic[] = [];
  const parsed: (readonly [ConditionText, ParsedCondition])[] = [];
  for (const one of texts) {
    const read = parseCondition(one.text, parameters);
    if ("message" in read) problems.push(errorAt(locationIn(document, one, read), "policy/notation", read.message));
    else if (!isConfirmed(read.condition, parameters)) {
      const message = "caregate cannot confirm how it reads this text: write the condition in JSONLogic";
      problems.push(errorAt(document.locate(one.path), "policy/notation", message));
    } else parsed.push([one, read]);
  }
  return { document: withConditions(document, parsed), problems };
}

/**
 * Checks a document against its schema. A valid policy gets its conditions as JSONLogic.
 * @param own the fields and kinds that the organisation declares
 */
export async function readValid(document: Document, own?: OwnFields): Promise<ReadDocument> {
  const problems = await validate(document, own);
  return problems.length > 0 ? { document, problems } : readConditionTexts(document);
}
