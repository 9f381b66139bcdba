import type { Json } from "../util/json.ts";
import type { Path } from "../util/json-path.ts";
import type { Node } from "./compile.ts";
import { type TracePosition, isRead, known, pathOf } from "./reads.ts";

/** What a condition requires of a value, without regard to the order of the operands. */
export type Relation =
  | "equals"
  | "differs"
  | "below"
  | "at-most"
  | "above"
  | "at-least"
  | "one-of"
  | "within-list"
  | "holds"
  | "holds-all"
  | "holds-one"
  | "true";

/** A condition that decided, as a relation between a value and its limit. */
export interface Comparison {
  readonly relation: Relation;
  /** False if the relation must not hold. */
  readonly wanted: boolean;
  readonly value: Json | undefined;
  readonly limit: Json | undefined;
  /** The elements of a list that are missing or not allowed. */
  readonly difference: readonly Json[];
  /** The path of the value; undefined if it is calculated. */
  readonly path: Path | undefined;
  /** True if the limit is a constant of the rule, false if it is another value of the documents. */
  readonly fixed: boolean;
  /** The value counts the days since this path. */
  readonly since: Path | undefined;
}

const relations: Readonly<Record<string, readonly [Relation, swapped: Relation]>> = {
  "==": ["equals", "equals"],
  "===": ["equals", "equals"],
  "!=": ["differs", "differs"],
  "!==": ["differs", "differs"],
  "<": ["below", "above"],
  "<=": ["at-most", "at-least"],
  ">": ["above", "below"],
  ">=": ["at-least", "at-most"],
  in: ["one-of", "holds"],
  subset: ["within-list", "holds-all"],
  intersects: ["holds-one", "holds-one"],
  within: ["at-most", "at-most"],
};

const isConstant = ({ op, param }: Node): boolean => op === "literal" || param !== undefined;
const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

/** The elements that are missing from the value, or that it must not hold. */
function differenceOf(
  relation: Relation,
  wanted: boolean,
  value: Json | undefined,
  limit: Json | undefined,
): readonly Json[] {
  const [own, other] = [new Set(listOf(value)), new Set(listOf(limit))];
  if (relation === "holds") return limit === undefined ? [] : [limit];
  if (relation === "holds-all") return listOf(limit).filter((one) => own.has(one) !== wanted);
  if (relation === "within-list") return listOf(value).filter((one) => other.has(one) !== wanted);
  if (relation === "holds-one") return wanted ? listOf(limit) : listOf(value).filter((one) => other.has(one));
  return [];
}

/** The path of an operand that reads one value; for a number of days, the path that they are counted from. */
function readPath(node: Node, place: TracePosition): Pick<Comparison, "path" | "since"> {
  const since = node.op === "daysBetween" ? node.args.find(isRead) : undefined;
  return {
    path: isRead(node) ? pathOf(node, place) : undefined,
    since: since && pathOf(since, place),
  };
}

/**
 * The comparison that a condition makes; undefined for one that compares nothing.
 * @param truth its result; the relation that is wanted is the opposite, because the condition stands in the way
 */
export function comparisonOf(node: Node, place: TracePosition, truth: boolean): Comparison | undefined {
  const [first, second] = node.args;
  if (node.op === "!" && first) return comparisonOf(first, place, !truth);
  if (node.op === "!!" && first) return comparisonOf(first, place, truth);
  const wanted = !truth;
  if (isRead(node))
    return {
      relation: "true",
      wanted,
      value: known(node, place),
      limit: true,
      difference: [],
      ...readPath(node, place),
      fixed: true,
    };
  const names = relations[node.op];
  if (!names || !first || !second || node.args.length > 2) return undefined;
  const swapped = isConstant(first) && !isConstant(second);
  const [subject, bound] = swapped ? [second, first] : [first, second];
  const [value, limit] = [known(subject, place), known(bound, place)];
  const relation = names[swapped ? 1 : 0];
  const difference = differenceOf(relation, wanted, value, limit);
  return { relation, wanted, value, limit, difference, ...readPath(subject, place), fixed: isConstant(bound) };
}
