import type { Node } from "./compile.ts";
import { showInline } from "./show-value.ts";
import { elementOperators } from "./list-operators.ts";
import { type TracePosition, isRead, pathOf, sourceOf } from "./reads.ts";

const infix = new Set(["+", "-", "*", "/", "%"]);

/** The name of an expression: the fields that it reads, never its operators. */
export function operandName(node: Node, place: TracePosition): string {
  if (node.param) return `${showInline(node.literal)} (parameter ${node.param})`;
  if (node.op === "literal") return showInline(node.literal);
  const { args } = node;
  if (isRead(node)) {
    const path = pathOf(node, place);
    if (path) return path.length === 1 && path[0] === "asOf" ? "the as-of date" : place.label(path);
    const key = args[0]?.literal;
    return key === "" || key === undefined ? "the element" : `\`${String(key)}\``;
  }
  if (node.op === "count" || node.op === "filter") return operandName(sourceOf(args[0] as Node), place);
  if (node.op === "-" && args.length === 1) return `minus ${partName(args[0] as Node, place)}`;
  if (infix.has(node.op)) return args.map((arg) => partName(arg, place)).join(` ${node.op} `);
  if (node.op === "dateAdd") return dateName(node, place);
  if (node.op === "weekday") return `weekday of ${operandName(args[0] as Node, place)}`;
  const fields = fieldsOf(node, place);
  return fields.length > 0 ? showInline(fields) : "the result";
}

/** The name of a part of a calculation, in parentheses where it is one itself. */
function partName(node: Node, place: TracePosition): string {
  const name = operandName(node, place);
  return (infix.has(node.op) || node.op === "dateAdd") && node.param === undefined ? `(${name})` : name;
}

/** A date some days, weeks, months or years after another. */
function dateName({ args }: Node, place: TracePosition): string {
  const [date, count, unit] = args as [Node, Node, Node];
  const literal = count.param === undefined ? count.literal : undefined;
  const before = typeof literal === "number" && literal < 0;
  const amount = before ? String(-literal) : partName(count, place);
  return `${partName(date, place)} ${before ? "-" : "+"} ${amount} ${String(unit.literal)}`;
}

/** The fields that a calculation reads, and the lists that it goes through. Nothing is evaluated. */
function fieldsOf(node: Node, place: TracePosition): string[] {
  if (isRead(node)) return [operandName(node, place)];
  const args = elementOperators.has(node.op) ? node.args.slice(0, 1) : node.args;
  return [...new Set(args.flatMap((arg) => fieldsOf(arg, place)))].filter((field) => field !== "the as-of date");
}
