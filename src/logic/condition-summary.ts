import type { Json } from "../util/json.ts";
import { operationOf } from "./operation.ts";

const infix = new Set("== === != !== < <= > >= in subset intersects within matches and or + - * / %".split(" "));
const quantifiers = new Set(["all", "some", "none", "filter", "map"]);

/**
 * Writes a condition on one line for messages on small changes of it, which policies repeat under `equivalent`. It is no
 * text that can be read back: `notation/` has that one.
 */
export function summarise(expression: Json): string {
  if (Array.isArray(expression)) return `[${expression.map(summarise).join(", ")}]`;
  const node = operationOf(expression);
  if (!node) return typeof expression === "string" ? expression : JSON.stringify(expression);
  const { op, args } = node;
  const [first = null, second] = args;
  if (op === "param") return String(first);
  if (op === "var") {
    const path = first === "" ? "it" : summarise(first);
    return second === undefined ? path : `(${path}, else ${summarise(second)})`;
  }
  if (op === "!") return `not ${operand(first)}`;
  if (op === "!!") return `stated ${operand(first)}`;
  if (quantifiers.has(op) && second !== undefined) return `${op} of ${operand(first)}: ${operand(second)}`;
  if (infix.has(op) && args.length > 1) return args.map(operand).join(` ${op} `);
  return `${op}(${args.map(summarise).join(", ")})`;
}

/** An operand, in parentheses where it has operands of its own that would run into its neighbours. */
function operand(expression: Json): string {
  const node = operationOf(expression);
  const text = summarise(expression);
  return node && ((infix.has(node.op) && node.args.length > 1) || quantifiers.has(node.op)) ? `(${text})` : text;
}

const MOST = 90;

/** A summary, its middle left out where it is long. */
export function shortSummary(expression: Json): string {
  const text = summarise(expression);
  return text.length <= MOST ? text : `${text.slice(0, MOST - 30)} … ${text.slice(-27)}`;
}
