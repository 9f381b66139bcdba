import { addDays, isDate } from "../util/date.ts";
import { type Json, type JsonObject, compareCodeUnits, emptyObject, setAt } from "../util/json.ts";
import type { Node } from "./compile.ts";
import { type Type, unionMembers } from "./types.ts";

/** The values that one path is compared with. */
interface PathComparisons {
  readonly type: Type;
  readonly values: Json[];
  /** True if a default replaces a missing value: then an empty field is another case. */
  defaulted: boolean;
}

/** Thrown when a condition has more cases than can be enumerated. */
class TooManyCases extends Error {}

const junctions = new Set(["and", "or", "!", "!!", "if", "?:"]);
const comparisons = new Set(["==", "!=", "===", "!==", "<", "<=", ">", ">=", "in", "subset", "intersects"]);
const MOST_CASES = 20_000;
const MOST_ELEMENTS = 6;

function typeAt(context: Type, path: string): Type {
  let type: Type | undefined = context;
  for (const key of path.split(".")) type = type?.is === "map" ? (type.fields.get(key) ?? type.others) : undefined;
  if (!type) throw new TooManyCases();
  return type;
}

/** Checks whether an operand is always a list. In a text, substrings would count. */
function isList({ op, literal, args }: Node, context: Type): boolean {
  if (op === "literal") return Array.isArray(literal);
  return typeAt(context, String(args[0]?.literal)).is === "list";
}

/** Collects the paths that a condition reads, each with its compared values. */
function collect(node: Node, context: Type, compared: Map<string, PathComparisons>): void {
  const read = (variable: Node, values: readonly Json[]): void => {
    const [key, fallback] = variable.args;
    if (key?.op !== "literal" || typeof key.literal !== "string" || key.literal === "") throw new TooManyCases();
    const path = key.literal;
    const one = compared.get(path) ?? { type: typeAt(context, path), values: [], defaulted: false };
    compared.set(path, one);
    one.values.push(...values);
    if (fallback) one.defaulted = true;
    if (fallback && fallback.op !== "literal") throw new TooManyCases();
  };
  if (node.op === "literal") return;
  if (node.op === "var") return read(node, []);
  if (junctions.has(node.op)) {
    for (const arg of node.args) collect(arg, context, compared);
    return;
  }
  const variables = node.args.filter(({ op }) => op === "var");
  const literals = node.args.filter(({ op }) => op === "literal");
  const simple = variables.length === 1 && literals.length === node.args.length - 1;
  if (!comparisons.has(node.op) || !simple || (node.op === "in" && !isList(node.args[1] as Node, context)))
    throw new TooManyCases();
  read(
    variables[0] as Node,
    literals.flatMap(({ literal }) => (Array.isArray(literal) ? literal : [literal as Json])),
  );
}

const distinct = <T extends Json>(values: readonly T[]): T[] => [...new Set(values)];

/** Numbers at, between and beyond some thresholds, within a type. Zero is included because it is not true. */
function numbers(type: Type & { is: "number" }, thresholds: readonly number[]): number[] {
  const sorted = distinct([...thresholds, 0]).toSorted((a, b) => a - b);
  const around = sorted.flatMap((at, i) => {
    if (type.integer) return [Math.ceil(at) - 1, Math.ceil(at), Math.floor(at), Math.floor(at) + 1];
    const next = sorted[i + 1];
    return [...(i === 0 ? [at - 1] : []), at, next === undefined ? at + 1 : (at + next) / 2];
  });
  const ends = [type.minimum, type.maximum].filter(Number.isFinite);
  return distinct([...around, ...ends].filter((n) => n >= type.minimum && n <= type.maximum));
}

/** The compared texts, and one other. */
function texts({ values, date }: Type & { is: "text" }, compared: readonly string[]): string[] {
  const other = values?.find((value) => !compared.includes(value));
  if (values) return distinct([...compared.filter((value) => values.includes(value)), ...(other === undefined ? [] : [other])]); // prettier-ignore
  if (!date) return distinct([...compared, "", "another text"]);
  const dates = compared.filter(isDate);
  return distinct([...dates.flatMap((at) => [addDays(at, -1), at, addDays(at, 1)]), ...(dates.length > 0 ? [] : ["2000-01-01"])]); // prettier-ignore
}

function subsets(elements: readonly Json[]): Json[][] {
  if (elements.length > MOST_ELEMENTS) throw new TooManyCases();
  let all: Json[][] = [[]];
  for (const one of elements) all = all.concat(all.map((some) => [...some, one]));
  return all;
}

/** The values of a type that a condition can distinguish by its comparisons. */
function representatives(type: Type, compared: readonly Json[]): Json[] {
  return unionMembers(type).flatMap((one): Json[] => {
    switch (one.is) {
      case "boolean":
        return [true, false];
      case "number":
        return numbers(one, compared.filter((value): value is number => typeof value === "number")); // prettier-ignore
      case "text":
        return texts(one, compared.filter((value): value is string => typeof value === "string")); // prettier-ignore
      case "list":
        return subsets(representatives(one.element, compared));
      default:
        throw new TooManyCases();
    }
  });
}

/**
 * Enumerates the cases that some conditions can distinguish: every kind of value of each path they read, and its
 * absence, in all combinations. Dependencies between paths are ignored, so some cases cannot occur. A result that holds
 * for all cases therefore holds for all documents, but not the reverse.
 *
 * @param context the type of the rule context
 *
 * @returns undefined when a condition cannot be enumerated, or there are too many cases
 */
export function enumerateCases(conditions: readonly Node[], context: Type): JsonObject[] | undefined {
  const compared = new Map<string, PathComparisons>();
  try {
    for (const condition of conditions) collect(condition, context, compared);
    const paths = [...compared.keys()].toSorted(compareCodeUnits);
    if (paths.some((path) => paths.some((other) => other.startsWith(`${path}.`)))) return undefined;
    let cases: (readonly (readonly [string, Json])[])[] = [[]];
    for (const path of paths) {
      const { type, values, defaulted } = compared.get(path) as PathComparisons;
      const each = [...representatives(type, values), ...(defaulted ? [null] : [])];
      if (cases.length * (each.length + 1) > MOST_CASES) return undefined;
      cases = cases.flatMap((one) => [one, ...each.map((value) => [...one, [path, value] as const])]);
    }
    return cases.map((one) => {
      const data = emptyObject();
      for (const [path, value] of one) setAt(data, path.split("."), value, "replace");
      return data;
    });
  } catch (error) {
    if (error instanceof TooManyCases) return undefined;
    throw error;
  }
}
