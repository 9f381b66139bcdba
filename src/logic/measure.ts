import { daysBetween } from "../util/date.ts";
import { elementKey } from "../util/element-key.ts";
import { type Json, isObject } from "../util/json.ts";
import type { Node } from "./compile.ts";
import { type PathRead, type TracePosition, known } from "./reads.ts";
import { type Truth, UNKNOWN } from "./truth.ts";

/** What decided a condition, in a form that can be compared with another state of the same documents. */
export type DistanceMeasure =
  /** There is no better and no worse: something is there, or is not. */
  | { readonly kind: "presence" }
  /** Numbers or dates: the farther from the limit, the worse. Dates count in days. */
  | { readonly kind: "distance"; readonly value: number; readonly limit: number; readonly elements: readonly string[] }
  /** Elements that should not be there, or are missing: the more, the worse. */
  | { readonly kind: "elements"; readonly elements: readonly string[] }
  /** Values without an order: another one counts as worse. */
  | { readonly kind: "values"; readonly values: readonly (Json | undefined)[] };

const PRESENCE: DistanceMeasure = { kind: "presence" };

/** A number, or a date in days. */
export function toNumber(value: Json | undefined): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" ? daysBetween("1970-01-01", value) : undefined;
}

const isConstant = ({ op, param }: Node): boolean => op === "literal" || param !== undefined;

/** The elements that an operand counts: of too many, each one is to blame. */
function countedElements(node: Node, place: TracePosition): string[] {
  const list = node.op === "count" ? known(node.args[0] as Node, place) : undefined;
  return Array.isArray(list) ? list.map(elementKey) : [];
}

function distance(node: Node, place: TracePosition): DistanceMeasure | undefined {
  const [left, right, upper] = node.args as [Node, Node, Node | undefined];
  const [a, b] = [toNumber(known(left, place)), toNumber(known(right, place))];
  if (a === undefined || b === undefined) return undefined;
  if (upper) {
    const c = toNumber(known(upper, place));
    const below = node.op === "<" ? a >= b : a > b;
    return c === undefined ? undefined : { kind: "distance", value: b, limit: below ? a : c, elements: [] };
  }
  const [measured, value, limit] = isConstant(left) && !isConstant(right) ? [right, b, a] : [left, a, b];
  return { kind: "distance", value, limit, elements: value > limit ? countedElements(measured, place) : [] };
}

/** The end of an interval that a limit is compared with. */
function intervalDistance(node: Node, place: TracePosition, truth: Truth): DistanceMeasure | undefined {
  const [interval, limit] = node.args.map((arg) => known(arg, place));
  const value = isObject(interval) ? interval[truth === false ? "low" : "high"] : undefined;
  if (typeof value !== "number" || typeof limit !== "number") return undefined;
  return { kind: "distance", value, limit, elements: [] };
}

/** The elements of the first list that are in the second, or that are not. */
function overlap(node: Node, place: TracePosition, isWanted: (held: boolean) => boolean): DistanceMeasure | undefined {
  const [first, second] = node.args.map((arg) => known(arg, place));
  if (!Array.isArray(first) || !Array.isArray(second)) return undefined;
  const held = new Set(second);
  return { kind: "elements", elements: first.filter((one) => isWanted(held.has(one))).map(elementKey) };
}

const comparisons = new Set(["<", "<=", ">", ">=", "==", "!=", "===", "!=="]);

/**
 * Measures a condition that decided.
 * @param node a condition that has no conditions below it
 * @param reads what it read
 */
export function measureOf(node: Node, place: TracePosition, truth: Truth, reads: readonly PathRead[]): DistanceMeasure {
  const [first, second] = node.args;
  if (node.op === "!" && first) return measureOf(first, place, truth === UNKNOWN ? truth : !truth, reads);
  if (comparisons.has(node.op)) {
    const measured = distance(node, place);
    if (measured) return measured;
  }
  const measured =
    node.op === "within"
      ? intervalDistance(node, place, truth)
      : node.op === "intersects" && truth === true
        ? overlap(node, place, (held) => held)
        : node.op === "subset" && truth === false
          ? overlap(node, place, (held) => !held)
          : undefined;
  if (measured) return measured;
  if (node.op === "in" && first && isConstant(first)) return PRESENCE;
  if (node.op === "intersects" && truth === false && second && isConstant(second)) return PRESENCE;
  return reads.length === 0 ? PRESENCE : { kind: "values", values: reads.map(({ value }) => value) };
}
