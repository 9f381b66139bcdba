import type { Reference } from "../evidence/reference.ts";
import type { RuleContext } from "../facts/context.ts";
import type { DecidingCondition } from "../logic/explain.ts";
import { UNKNOWN } from "../logic/truth.ts";
import type { DecisiveValue } from "../model/finding.ts";
import { formatKeyedPath } from "../util/element-key.ts";
import { sha256 } from "../util/hash.ts";
import { type Json, compareCodeUnits, isObject } from "../util/json.ts";
import { memoizeByObject } from "../util/memoize.ts";
import type { EvaluationInput } from "./input.ts";

/** A longer value is replaced by its digest, in UTF-16 code units. */
const MAX_VALUE = 200;

/** A value as a text that does not depend on the order of keys and elements. */
export function canonicalText(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).toSorted(compareCodeUnits).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const keys = Object.keys(value).toSorted(compareCodeUnits);
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalText(value[key])}`).join(",")}}`;
}

/** Shortens a canonical text. */
export const shortText = (text: string): string => (text.length > MAX_VALUE ? sha256(text) : text);

/** More evidence files would take too long to look for in every value. */
const MOST_FILES = 100;

/** The names of the evidence files, the longest first, with what stands for each. */
const fileNamesOf = memoizeByObject((references: readonly Reference[]) => {
  const named = references.filter(({ file }) => file !== "");
  if (named.length > MOST_FILES) return [];
  return named
    .toSorted((a, b) => b.file.length - a.file.length)
    .map(({ file, kind }) => ({ file, instead: kind ?? "evidence" }));
});

/**
 * Replaces the names of evidence files by their kinds, because a file that moves is the same evidence. Facts contain them.
 * A deployment with very many files keeps their names, so that one that moves counts as a change.
 */
function withoutFileNames(text: string, { references }: EvaluationInput): string {
  return fileNamesOf(references).reduce((rest, { file, instead }) => rest.replaceAll(file, instead), text);
}

/** The paths that a condition reads, with elements by their keys; its text if it reads nothing. */
const pathsOf = ({ reads, text }: DecidingCondition, { data }: RuleContext): string[] =>
  reads.length === 0 ? [text] : reads.map(({ path }) => formatKeyedPath(path, data));

function stateOf({ result, measure }: DecidingCondition, input: EvaluationInput): DecisiveValue["state"] {
  const sorted = (elements: readonly string[]): string[] =>
    elements.map((one) => withoutFileNames(one, input)).toSorted(compareCodeUnits);
  if (measure.kind === "distance") return { ...measure, elements: sorted(measure.elements) };
  if (result === UNKNOWN) return { kind: "unstated" };
  if (measure.kind === "elements") return { kind: "elements", elements: sorted(measure.elements) };
  if (measure.kind === "presence") return { kind: "elements", elements: [] };
  const text = measure.values.map(canonicalText).toSorted(compareCodeUnits).join(",");
  return { kind: "value", value: shortText(withoutFileNames(text, input)) };
}

/** The values that decided, for each condition and element. Each missing value has an entry of its own. */
export function decisiveValues(conditions: readonly DecidingCondition[], input: EvaluationInput): DecisiveValue[] {
  return conditions.flatMap((condition) => {
    const paths = pathsOf(condition, input.context).toSorted(compareCodeUnits);
    const { part, premise, result } = condition;
    const state = stateOf(condition, input);
    const read = state.kind === "unstated" ? paths.map((path) => [path]) : [paths];
    return read.map((one) => ({ paths: one, part, premise, unknown: result === UNKNOWN, state }));
  });
}
