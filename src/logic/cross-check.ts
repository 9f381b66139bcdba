import jsonLogic from "json-logic-js";
import { dateAdd, daysBetween, weekday } from "../util/date.ts";
import { type Json, isObject } from "../util/json.ts";
import { patternOf } from "./operators.ts";

// The own operators as two-valued functions, so that json-logic-js can read every policy.
// `log` must not write to standard output.
const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);
// A set, because two long lists would need a product of comparisons.
const isIn = (list: readonly Json[]): ((value: Json) => boolean) => {
  const held = new Set(list);
  return (value) => held.has(value);
};
/** Decimal arithmetic: 15 digits are kept by binary numbers, and 12 of them survive a sum. */
const rounded = (value: number): number => (value % 1 === 0 ? value : Number.parseFloat(value.toPrecision(12)));
const own: Record<string, (this: Json, ...args: Json[]) => Json> = {
  log: (value) => value,
  // As json-logic-js has them, but for the rounding.
  "+": (...args) => rounded(args.reduce<number>((sum, arg) => sum + Number.parseFloat(String(arg)), 0)),
  "*": (...args) => rounded(args.map((arg) => Number.parseFloat(String(arg))).reduce((a, b) => a * b)),
  "-": (a, b) => (b === undefined ? -(a as number) : rounded((a as number) - (b as number))),
  "/": (a, b) => rounded((a as number) / (b as number)),
  subset: (inner, outer) => Array.isArray(inner) && inner.every(isIn(list(outer))),
  intersects: (a, b) => list(a).some(isIn(list(b))),
  count: (value) => list(value).length,
  matches: (text, source) => typeof text === "string" && (patternOf(String(source))?.matcher(text).find() ?? false),
  within: (interval, limit) => isObject(interval) && Number(interval["high"]) <= Number(limit),
  daysBetween: (from, to) => daysBetween(from, to) ?? null,
  dateAdd: (date, count, unit) => dateAdd(date, count, unit) ?? null,
  weekday: (date) => weekday(date) ?? null,
  distinct: (value) => [...new Set(list(value))],
  sum: (value) => rounded(list(value).reduce<number>((a, b) => a + Number(b), 0)),
  // For `outer`; see frames.ts. json-logic-js gives the scope that an operation stands in as `this`.
  framed(value) {
    return list(value).map((e) => ({ e, up: this }));
  },
  unframed: (value) => list(value).map((one) => (isObject(one) ? (one["e"] ?? null) : null)),
  onElement: (element, op, args) => jsonLogic.apply({ [String(op)]: args }, element),
};

let ready = false;

/**
 * Evaluates a condition with json-logic-js, as a second evaluator.
 *
 * @param expression plain JSONLogic, parameters already replaced
 *
 * @param data the rule context
 *
 * @returns undefined when json-logic-js throws, as it does when it converts a map to a text or a number
 */
export function crossCheck(expression: Json, data: Json): boolean | undefined {
  if (!ready) {
    for (const [name, apply] of Object.entries(own)) jsonLogic.add_operation(name, apply);
    ready = true;
  }
  try {
    const result: unknown = jsonLogic.apply(expression as jsonLogic.RulesLogic, data);
    return Array.isArray(result) ? result.length > 0 : Boolean(result);
  } catch {
    return undefined;
  }
}
