import { type Json, isObject } from "../util/json.ts";

const infix = new Set("== === != !== < <= > >= in subset intersects within matches and or + - * / %".split(" "));
const quantifiers = new Set(["all", "some", "none", "filter", "map"]);

/** The operator and operands of a condition; undefined for what is a value. */
export function operation(expression: Json): { readonly op: string; readonly args: readonly Json[] } | undefined {
  if (!isObject(expression)) return undefined;
  const [op] = Object.keys(expression);
  if (op === undefined) return undefined;
  const operand = expression[op] as Json;
  return { op, args: Array.isArray(operand) ? operand : [operand] };
}

/** Writes a condition on one line, much as it stands in the policy: operators between their operands. */
export function notation(expression: Json): string {
  if (Array.isArray(expression)) return `[${expression.map(notation).join(", ")}]`;
  const node = operation(expression);
  if (!node) return typeof expression === "string" ? expression : JSON.stringify(expression);
  const { op, args } = node;
  const [first = null, second] = args;
  if (op === "param") return String(first);
  if (op === "var") {
    const path = first === "" ? "it" : notation(first);
    return second === undefined ? path : `(${path}, else ${notation(second)})`;
  }
  if (op === "!") return `not ${operand(first)}`;
  if (op === "!!") return `stated ${operand(first)}`;
  if (quantifiers.has(op) && second !== undefined) return `${op} of ${operand(first)}: ${operand(second)}`;
  if (infix.has(op) && args.length > 1) return args.map(operand).join(` ${op} `);
  return `${op}(${args.map(notation).join(", ")})`;
}

/** An operand, in parentheses where it has operands of its own that would run into its neighbours. */
function operand(expression: Json): string {
  const node = operation(expression);
  const text = notation(expression);
  return node && ((infix.has(node.op) && node.args.length > 1) || quantifiers.has(node.op)) ? `(${text})` : text;
}

const MOST = 90;

/** A condition in notation, its middle left out where it is long. */
export function short(expression: Json): string {
  const text = notation(expression);
  return text.length <= MOST ? text : `${text.slice(0, MOST - 30)} … ${text.slice(-27)}`;
}
