import { splitPath } from "../util/json-path.ts";
import type { Node } from "../logic/compile.ts";
import { type Type, ANY, DATE, WEEKDAY } from "../logic/types.ts";
import { addDays, isDate } from "../util/date.ts";
import type { Json, Path } from "../util/json.ts";
import { typeAt } from "./sample-values.ts";

/** The path that a `var` reads; undefined when it is computed. */
export function operandPath(node: Node): Path | undefined {
  const [key] = node.args;
  if (key && key.op !== "literal") return undefined;
  return splitPath(String(key?.literal ?? ""));
}

const WHOLE: Type = { is: "number", integer: true, minimum: -Infinity, maximum: Infinity };

/** The type of an operand's value, as far as its neighbours depend on it. */
export function operandType(node: Node, scope: Type): Type | undefined {
  if (node.op === "var") {
    const path = operandPath(node);
    return path && typeAt(scope, path);
  }
  if (node.op === "count" || node.op === "daysBetween") return WHOLE;
  if (node.op === "dateAdd") return DATE;
  if (node.op === "weekday") return WEEKDAY;
  if (node.op === "distinct" || node.op === "sum") {
    const list = node.args[0] && operandType(node.args[0], scope);
    return node.op === "sum" && list?.is === "list" ? list.element : list;
  }
  if (node.op === "map" || node.op === "filter") {
    const [source, body] = node.args;
    const list = source && operandType(source, scope);
    if (list?.is !== "list" || node.op === "filter") return list;
    return { is: "list", element: (body && operandType(body, list.element)) ?? ANY };
  }
  const types = node.args.map((arg) => operandType(arg, scope));
  return types.find((type) => type !== undefined) ?? ANY;
}

/** Days between two dates, at most; no deadline is longer. */
const MAX_DAYS = 100_000;

function daysFrom(date: Json, days: Json, sign: 1 | -1): Json | undefined {
  const possible =
    typeof date === "string" && isDate(date) && Number.isInteger(days) && Math.abs(Number(days)) < MAX_DAYS;
  return possible ? addDays(date, sign * Number(days)) : undefined;
}

/** The first operand with which an operator gives a value, if there is one. */
export function firstOperand(op: string, value: Json, second: Json): Json | undefined {
  if (op === "daysBetween") return daysFrom(second, value, -1);
  if (typeof value !== "number" || typeof second !== "number") return undefined;
  const solved = { "+": value - second, "-": value + second, "*": value / second, "/": value * second }[op];
  return Number.isFinite(solved) ? solved : undefined;
}

/** The second operand with which an operator gives a value, if there is one. */
export function secondOperand(op: string, value: Json, first: Json): Json | undefined {
  if (op === "daysBetween") return daysFrom(first, value, 1);
  if (typeof value !== "number" || typeof first !== "number") return undefined;
  const solved = { "+": value - first, "-": first - value, "*": value / first, "/": first / value }[op];
  return Number.isFinite(solved) ? solved : undefined;
}
