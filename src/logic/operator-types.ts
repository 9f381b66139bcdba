import type { Node } from "./compile.ts";
import {
  type CheckedOperator,
  type Checker,
  type PossibleTruths,
  type Typed,
  failed,
  nameOf,
  outsideEnum,
  plain,
  textsOf,
  textsOutside,
  value,
} from "./type-checker.ts";
import { dateUnits, isDateUnit } from "../util/date.ts";
import { pattern, scalars, substring } from "./text-types.ts";
import { ofProduct, ofQuotient, reportUnits, unitOf, withUnit } from "./units.ts";
import {
  ANY,
  BOOLEAN,
  COUNT,
  DATE,
  NUMBER,
  type NumberType,
  WEEKDAY,
  type Type,
  describeType,
  isDated,
  unionMembers,
  union,
} from "./types.ts";

type ComparisonKind = Type["is"];

/** The one scalar kind that two operands share, or undefined when they cannot be compared without coercion. */
function commonKind(a: Type, b: Type): ComparisonKind | undefined {
  const kinds = [...new Set([...unionMembers(a), ...unionMembers(b)].map(({ is }) => is))];
  const [kind] = kinds;
  return kinds.length === 1 && kind && ["number", "text", "boolean"].includes(kind) ? kind : undefined;
}

function notComparable([first, second]: readonly [Node, Node], a: Type, b: Type): string {
  for (const [list, type, other] of [
    [first, a, second],
    [second, b, first],
  ] as const) {
    if (type.is === "list")
      return `${nameOf(list)} is a list: to ask whether it holds ${nameOf(other)}, write { in: [${plain(other)}, ${plain(list)}] }`;
  }
  const hint = [a, b].some(isInterval)
    ? ": compare an interval with `within`"
    : second.literal === null
      ? ': to ask whether it is stated, write { missing: [...] } or { "!!": ... }'
      : withoutQuotes(String(second.literal), a);
  return `${nameOf(first)} is ${describeType(a)} and ${nameOf(second)} is ${describeType(b)}; they cannot be compared${hint}`;
}

/** What to write for a text that, without its quotes, is of the kind wanted. */
function withoutQuotes(text: string, wanted: Type): string {
  const isBoolean = wanted.is === "boolean" && ["true", "false"].includes(text);
  const isNumber = wanted.is === "number" && /\d/.test(text) && Number.isFinite(Number(text));
  return isBoolean ? `: write ${text} without quotes` : isNumber ? `: write ${Number(text)} without quotes` : "";
}

/** An interval has numbers for its bounds. */
function isInterval(type: Type): boolean {
  return type.is === "map" && ["low", "high"].every((name) => type.fields.get(name)?.is === "number");
}

/** A date written as no date of the calendar. */
function wrongDate(node: Node, a: Type, b: Type, checker: Checker): boolean {
  for (const [i, type, other] of [
    [0, a, b],
    [1, b, a],
  ] as const) {
    const arg = node.args[i] as Node;
    if (isDated(type) || !isDated(other) || textsOf(other)) continue;
    checker.report(
      arg,
      `${nameOf(arg)} is no date; ${nameOf(node.args[1 - i] as Node)} is one: write it as YYYY-MM-DD`,
    );
    return true;
  }
  return false;
}

function equality(node: Node, types: readonly Type[], checker: Checker): Typed {
  const [a, b] = types as [Type, Type];
  const [first, second] = node.args as [Node, Node];
  if (!commonKind(a, b)) {
    checker.report(node, notComparable([first, second], a, b));
    return failed;
  }
  if (wrongDate(node, a, b, checker) || reportUnits(node.args, types, checker)) return failed;
  if (second.op === "literal" && outsideEnum(second, b, a, nameOf(first), checker)) return failed;
  if (first.op === "literal" && outsideEnum(first, a, b, nameOf(second), checker)) return failed;
  const possible = canEqual(a, b);
  const always = isSingle(a) && isSingle(b) && possible;
  const equal: PossibleTruths = { true: possible, false: !always };
  const negative = node.op.startsWith("!");
  return { type: BOOLEAN, truths: negative ? { true: equal.false, false: equal.true } : equal };
}

function canEqual(a: Type, b: Type): boolean {
  const [texts, outside] = [textsOf(a), textsOutside(a, b)];
  if (texts && outside) return outside.length < texts.length;
  const [x, y] = [rangeOf(a), rangeOf(b)];
  return x.minimum <= y.maximum && y.minimum <= x.maximum;
}

function isSingle(type: Type): boolean {
  const { minimum, maximum } = rangeOf(type);
  return minimum === maximum || textsOf(type)?.length === 1;
}

/** The numbers that a value may be: any where nothing is known of them. */
export function rangeOf(type: Type): NumberType {
  return unionMembers(type).find((one) => one.is === "number") ?? NUMBER;
}

const orders: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

function ordering(node: Node, types: readonly Type[], checker: Checker): Typed {
  const pairs = types.slice(1).map((type, i) => [types[i] as Type, type] as const);
  for (const [i, [a, b]] of pairs.entries()) {
    if (!isOrdered({ ...node, args: node.args.slice(i, i + 2) }, a, b, checker)) return failed;
  }
  if (reportUnits(node.args, types, checker)) return failed;
  const each = pairs.map(([a, b]) => orderOf(node.op, rangeOf(a), rangeOf(b)));
  return { type: BOOLEAN, truths: { true: each.every((one) => one.true), false: each.some((one) => one.false) } };
}

function orderOf(op: string, x: NumberType, y: NumberType): PossibleTruths {
  const holds = orders[op]!;
  const less = op.startsWith("<");
  const best = less ? holds(x.minimum, y.maximum) : holds(x.maximum, y.minimum);
  const worst = less ? holds(x.maximum, y.minimum) : holds(x.minimum, y.maximum);
  return { true: best, false: !worst };
}

/** Whether two values have an order: numbers do, and texts that are dates. */
function isOrdered(node: Node, a: Type, b: Type, checker: Checker): boolean {
  const kind = commonKind(a, b);
  if (kind === "number") return true;
  const [first, second] = node.args as [Node, Node];
  if (kind !== "text") checker.report(node, notComparable([first, second], a, b));
  else if (wrongDate(node, a, b, checker)) return false;
  else if (isDated(a) && isDated(b)) return true;
  else
    checker.report(node, `only numbers and dates have an order, and ${nameOf(first)} and ${nameOf(second)} are texts`);
  return false;
}

/** The type of the elements of a list, or undefined after reporting that it is none. */
export function elementOf(node: Node, type: Type, checker: Checker): Type | undefined {
  if (type.is === "any") return ANY;
  const lists = unionMembers(type);
  if (lists.every((one) => one.is === "list")) return union(lists.map(({ element }) => element));
  checker.report(node, `${nameOf(node)} is ${describeType(type)}, and a list is wanted here`);
  return undefined;
}

function membership(node: Node, types: readonly Type[], checker: Checker): Typed {
  const [element, whole] = node.args as [Node, Node];
  const [a, b] = types as [Type, Type];
  if (a.is === "text" && b.is === "text") {
    checker.report(
      node,
      `\`in\` looks for an element of a list, and ${nameOf(whole)} is ${describeType(b)}: to look for a part of a text, write { matches: [${plain(whole)}, "regular expression"] }`,
    );
    return failed;
  }
  const held = elementOf(whole, b, checker);
  if (held === undefined || held.is === "any") return failed;
  if (!commonKind(a, held)) {
    checker.report(
      node,
      `${nameOf(element)} is ${describeType(a)}, and the elements of ${nameOf(whole)} are ${describeType(held)}; none can be equal`,
    );
    return failed;
  }
  if (element.op === "literal" && outsideEnum(element, a, held, nameOf(whole), checker)) return failed;
  if (whole.op === "literal" && outsideEnum(whole, held, a, nameOf(element), checker)) return failed;
  // A parameter may hold fewer values in another organisation.
  const everything = whole.op === "literal" && whole.param === undefined && textsOutside(a, held)?.length === 0;
  const possible = unionMembers(held).length > 0 && canEqual(a, held);
  return { type: BOOLEAN, truths: { true: possible, false: !everything } };
}

function overlap(node: Node, types: readonly Type[], checker: Checker): Typed {
  const [first, second] = node.args as [Node, Node];
  const [a, b] = [elementOf(first, types[0] as Type, checker), elementOf(second, types[1] as Type, checker)];
  if (!a || !b || a.is === "any" || b.is === "any") return failed;
  if (!commonKind(a, b)) {
    checker.report(
      node,
      `the elements of ${nameOf(first)} are ${describeType(a)}, those of ${nameOf(second)} ${describeType(b)}; none can be equal`,
    );
    return failed;
  }
  if (first.op === "literal" && outsideEnum(first, a, b, nameOf(second), checker)) return failed;
  if (second.op === "literal" && outsideEnum(second, b, a, nameOf(first), checker)) return failed;
  return value(BOOLEAN);
}

/** What to write where a number and a date are added. */
function dateHint(node: Node, type: Type): string {
  if (!isDated(type) || (node.op !== "+" && node.op !== "-")) return "";
  const days = node.op === "+" ? "dateAdd" : "daysBetween";
  const example = node.op === "+" ? '[date, 18, "months"]' : "[date, date]";
  return `: with dates, write { ${days}: ${example} }`;
}

/** Reports an argument that is no number. */
function areNumbers(node: Node, types: readonly Type[], checker: Checker): boolean {
  const at = types.findIndex(({ is }) => is !== "number");
  if (at < 0) return true;
  const [arg, type] = [node.args[at] as Node, types[at] as Type];
  const hint = dateHint(node, type);
  checker.report(arg, `\`${node.op}\` takes a number, and ${nameOf(arg)} is ${describeType(type)}${hint}`);
  return false;
}

/** Sums and differences, of one unit. */
function numeric(node: Node, types: readonly Type[], checker: Checker): Typed {
  if (!areNumbers(node, types, checker) || reportUnits(node.args, types, checker)) return failed;
  return value(withUnit(NUMBER, types));
}

function product(node: Node, types: readonly Type[], checker: Checker): Typed {
  return areNumbers(node, types, checker) ? value(ofProduct(NUMBER, types)) : failed;
}

function dates(node: Node, types: readonly Type[], checker: Checker): Typed {
  for (const [i, type] of types.entries()) {
    if (isDated(type)) continue;
    const arg = node.args[i] as Node;
    checker.report(arg, `\`daysBetween\` takes dates, and ${nameOf(arg)} is ${describeType(type)}`);
    return failed;
  }
  return value({ ...NUMBER, integer: true, unit: "days" });
}

/** A date and a whole number of a unit that is written out. */
function laterDate(node: Node, types: readonly Type[], checker: Checker): Typed {
  const [date, count, unit] = node.args as [Node, Node, Node];
  const [first, second] = types as [Type, Type];
  const stated = unitOf(second);
  if (!isDated(first)) checker.report(date, `\`dateAdd\` takes a date, and ${nameOf(date)} is ${describeType(first)}`);
  else if (second.is !== "number" || !second.integer)
    checker.report(count, `\`dateAdd\` takes a whole number, and ${nameOf(count)} is ${describeType(second)}`);
  else if (!isDateUnit(unit.literal) || unit.param !== undefined)
    checker.report(unit, `the unit of \`dateAdd\` is written out: ${dateUnits.join(", ")}`);
  else if (stated !== undefined && stated !== unit.literal)
    checker.report(count, `${nameOf(count)} is in ${stated}: add it as ${stated}, not as ${unit.literal}`);
  else return value(DATE);
  return failed;
}

function dayOfWeek(node: Node, types: readonly Type[], checker: Checker): Typed {
  const [date] = node.args as [Node];
  const [type] = types as [Type];
  if (isDated(type)) return value(WEEKDAY);
  checker.report(date, `\`weekday\` takes a date, and ${nameOf(date)} is ${describeType(type)}`);
  return failed;
}

/** A list whose elements are all of some kinds. */
function listOf(kinds: readonly Type["is"][], wanted: string, give: (element: Type) => Type): CheckedOperator {
  return (node, types, checker) => {
    const [list] = node.args as [Node];
    const element = elementOf(list, types[0] as Type, checker);
    if (element === undefined || element.is === "any") return failed;
    if (unionMembers(element).every(({ is }) => kinds.includes(is))) return value(give(element));
    checker.report(
      list,
      `\`${node.op}\` takes a list of ${wanted}, and the elements of ${nameOf(list)} are ${describeType(element)}`,
    );
    return failed;
  };
}

function interval(node: Node, types: readonly Type[], checker: Checker): Typed {
  const [first, second] = node.args as [Node, Node];
  const [bounds, limit] = types as [Type, Type];
  if (!isInterval(bounds))
    checker.report(
      first,
      `\`within\` takes an interval { value, low, high }, and ${nameOf(first)} is ${describeType(bounds)}`,
    );
  else if (limit.is !== "number") {
    checker.report(second, `\`within\` takes a number as its limit, and ${nameOf(second)} is ${describeType(limit)}`);
  } else if (!reportUnits(node.args, [boundOf(bounds), limit], checker)) return value(BOOLEAN);
  return failed;
}

/** The type of the bounds of an interval. */
const boundOf = (type: Type): Type => (type.is === "map" ? (type.fields.get("high") ?? ANY) : ANY);

function merged(_node: Node, types: readonly Type[]): Typed {
  return value({
    is: "list",
    element: union(types.flatMap((type) => unionMembers(type).map((one) => (one.is === "list" ? one.element : one)))),
  });
}

/** A quotient may be by zero, and then it is nothing. */
function quotient(node: Node, types: readonly Type[], checker: Checker): Typed {
  if (!areNumbers(node, types, checker)) return failed;
  const divisor = rangeOf(types[1] as Type);
  if (divisor.minimum > 0 || divisor.maximum < 0) return value(ofQuotient(NUMBER, types));
  checker.report(node.args[1] as Node, `${nameOf(node.args[1] as Node)} may be 0, and nothing can be divided by that`);
  return failed;
}

/** What each operator asks of the types of its arguments, and what it gives. */
export const operations: Readonly<Record<string, CheckedOperator>> = {
  "==": equality,
  "===": equality,
  "!=": equality,
  "!==": equality,
  "<": ordering,
  "<=": ordering,
  ">": ordering,
  ">=": ordering,
  "+": numeric,
  "-": numeric,
  "*": product,
  "/": quotient,
  "%": quotient,
  min: extreme,
  max: extreme,
  in: membership,
  subset: overlap,
  intersects: overlap,
  count: (node, types, checker) => (elementOf(node.args[0] as Node, types[0] as Type, checker) ? value(COUNT) : failed),
  within: interval,
  daysBetween: dates,
  dateAdd: laterDate,
  weekday: dayOfWeek,
  distinct: listOf(["number", "text", "boolean"], "texts, numbers or booleans", (element) => ({ is: "list", element })),
  sum: listOf(["number"], "numbers", (element) => withUnit(NUMBER, [element])),
  matches: pattern,
  cat: scalars,
  substr: substring,
  merge: merged,
  log: (_node, types) => value(types[0] as Type),
  list: (_node, types) => value({ is: "list", element: union(types) }),
};

/** `min` and `max` lie where their arguments lie. */
function extreme(node: Node, types: readonly Type[], checker: Checker): Typed {
  const result = numeric(node, types, checker);
  if (result.type.is === "any") return result;
  const ranges = types.map(rangeOf);
  const pick = node.op === "min" ? Math.min : Math.max;
  const range: NumberType = {
    is: "number",
    integer: ranges.every(({ integer }) => integer),
    minimum: pick(...ranges.map(({ minimum }) => minimum)),
    maximum: pick(...ranges.map(({ maximum }) => maximum)),
  };
  return value(withUnit(range, types));
}
