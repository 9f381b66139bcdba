import type { Json } from "../util/json.ts";
import type { Node } from "./compile.ts";

/** An operand in words, and what it is made of: that decides where it needs parentheses. */
export interface Named {
  readonly text: string;
  readonly kind: "atom" | "phrase" | "sum" | "clause";
}

/** An operand within a sum, a list or words on both sides. */
export const inSum = ({ text, kind }: Named): string => (kind === "atom" ? text : `(${text})`);

/** An operand after words such as `the number of`. */
export const inPhrase = ({ text, kind }: Named): string => (kind === "atom" || kind === "phrase" ? text : `(${text})`);

/** A value as it is written, all its digits; the elements of a list with commas, those of a list in a list in brackets. */
export function writeLiteral(value: Json | undefined): string {
  if (!Array.isArray(value)) return JSON.stringify(value ?? null);
  if (value.length === 0) return "empty";
  return value.map((one) => (Array.isArray(one) ? `[${writeLiteral(one)}]` : JSON.stringify(one))).join(", ");
}

/** A path in the step of a `reduce`: of the entry, or of the result so far. */
export function nameFold([head, ...rest]: readonly string[]): string {
  const of = head === "current" ? "the entry" : head === "accumulator" ? "the result so far" : `\`${head ?? ""}\``;
  return rest.length === 0 ? of : `\`${rest.join(".")}\` of ${of}`;
}

const isPath = (node: Node | undefined, path: string): boolean =>
  node?.op === "var" && node.args.length === 1 && node.args[0]?.literal === path;

/** Whether the step of a `reduce` keeps the smaller or the larger of two values; undefined for another one. */
export function extremeOf({ op, args }: Node): "smallest" | "largest" | undefined {
  const [condition, then, otherwise] = args;
  if ((op !== "if" && op !== "?:") || args.length !== 3 || !condition || !/^[<>]=?$/.test(condition.op))
    return undefined;
  const [first, second] = condition.args;
  const pairs = [
    [first, second],
    [then, otherwise],
  ].map(([a, b]) =>
    isPath(a, "current") && isPath(b, "accumulator")
      ? "current"
      : isPath(a, "accumulator") && isPath(b, "current")
        ? "accumulator"
        : undefined,
  );
  if (condition.args.length !== 2 || pairs.includes(undefined)) return undefined;
  return condition.op.startsWith("<") === (pairs[0] === pairs[1]) ? "smallest" : "largest";
}

/** What the step of a `reduce` adds to the result so far; undefined if it does something else. */
export function addedTo({ op, args }: Node): Node | undefined {
  const [first, second] = args;
  return (op === "merge" || op === "+") && args.length === 2 && isPath(first, "accumulator") ? second : undefined;
}
