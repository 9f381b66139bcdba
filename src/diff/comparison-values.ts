import { ANY, type Type } from "../logic/types.ts";
import { type Json, emptyObject } from "../util/json.ts";
import { sampleTextsAround } from "./sample-texts.ts";
import { neighbours, samplesOf } from "./sample-values.ts";

/** For each comparison, the values of one side that the other side tells apart. */
const comparisons: Readonly<Record<string, (limit: Json, type: Type | undefined) => Json[]>> = {
  "==": neighbours,
  "===": neighbours,
  "!=": neighbours,
  "!==": neighbours,
  "<": neighbours,
  "<=": neighbours,
  ">": neighbours,
  ">=": neighbours,
  in: membershipCases,
  subset: setCases,
  intersects: setCases,
  within: intervalCases,
  matches: (pattern) => (typeof pattern === "string" ? sampleTextsAround(pattern) : []),
};

/** Texts for a list of values, lists for a single one. */
function membershipCases(other: Json, type: Type | undefined): Json[] {
  if (type?.is === "list") return setCases([other], type);
  const values = Array.isArray(other) ? other : [other];
  const rest = type ? samplesOf(type).filter((value) => !values.includes(value)) : [];
  return [...values, ...rest];
}

/** Lists around a set of values: all, all but one, one alone, none, and one that is beyond. */
function setCases(other: Json, type: Type | undefined): Json[] {
  const element = type?.is === "list" ? type.element : ANY;
  const values = Array.isArray(other) ? other : [other];
  const rest = samplesOf(element).filter((value) => !values.includes(value));
  return [
    values,
    [],
    ...values.map((_, i) => values.toSpliced(i, 1)),
    ...[...values, ...rest].map((value) => [value]),
    ...rest.slice(0, 1).map((value) => [...values, value]),
  ];
}

function intervalCases(limit: Json): Json[] {
  if (typeof limit !== "number") return [];
  const [below = limit, , above = limit] = neighbours(limit, ANY) as number[];
  const intervals = [
    [below, below, below],
    [below, below, limit],
    [below, limit, above],
    [limit, above, above],
    [above, above, above],
  ] as const;
  return intervals.map(([low, value, high]) => Object.assign(emptyObject(), { value, low, high }));
}

export const isComparison = (op: string): boolean => Object.hasOwn(comparisons, op);

/**
 * Values of one side of a comparison at and around the value of the other side.
 * @param type the type of the side that varies
 */
export const valuesAround = (op: string, limit: Json, type: Type | undefined): Json[] =>
  comparisons[op]?.(limit, type) ?? [];
