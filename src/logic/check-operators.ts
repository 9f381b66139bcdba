import type { Node } from "./compile.ts";
import {
  BOTH,
  type Checker,
  type Truths,
  type Typed,
  failed,
  nameOf,
  outsideEnum,
  plain,
  textsOf,
  value,
} from "./checker.ts";
import { patternOf } from "./operators.ts";
import { ANY, BOOLEAN, COUNT, NUMBER, TEXT, type Type, describeType, members, union } from "./types.ts";

type Kind = "number" | "text" | "boolean" | "list" | "map" | "null";

function kindsOf(type: Type): Kind[] {
  return [...new Set(members(type).map((one) => (one.is === "union" || one.is === "any" ? "map" : one.is)))];
}

/** The one scalar kind that two operands share, or undefined when they cannot be compared without coercion. */
function commonKind(a: Type, b: Type): Kind | undefined {
  const kinds = [...new Set([...kindsOf(a), ...kindsOf(b)])];
  const [kind] = kinds;
  return kinds.length === 1 && kind && ["number", "text", "boolean"].includes(kind) ? kind : undefined;
}

function notComparable(node: Node, [a, b]: readonly Type[]): string {
  const [first, second] = node.args as [Node, Node];
  for (const [list, other] of [
    [first, second],
    [second, first],
  ] as const) {
    const type = list === first ? a : b;
    if (type?.is === "list")
      return `${nameOf(list)} is a list: to ask whether it holds ${nameOf(other)}, write { in: [${plain(other)}, ${plain(list)}] }`;
  }
  const text = second.op === "literal" && typeof second.literal === "string" ? second.literal : undefined;
  const interval = [a, b].some((type) => type?.is === "map" && type.fields.has("low") && type.fields.has("high"));
  const hint = interval
    ? ": compare an interval with `within`"
    : text !== undefined && a?.is === "number" && text.trim() !== "" && Number.isFinite(Number(text))
      ? `: write ${Number(text)} without quotes`
      : text !== undefined && a?.is === "boolean" && (text === "true" || text === "false")
        ? `: write ${text} without quotes`
        : second.literal === null && second.op === "literal"
          ? ': to ask whether it is stated, write { missing: [...] } or { "!!": ... }'
          : "";
  return `${nameOf(first)} is ${describeType(a ?? ANY)} and ${nameOf(second)} is ${describeType(b ?? ANY)}; they cannot be compared${hint}`;
}

/** A date written as no date of the calendar. */
function wrongDate(node: Node, a: Type, b: Type, checker: Checker): boolean {
  for (const [i, type, other] of [
    [0, a, b],
    [1, b, a],
  ] as const) {
    const arg = node.args[i] as Node;
    const isDateField = other.is === "text" && other.date === true && other.values === undefined;
    if (!isDateField || (type.is === "text" && type.date)) continue;
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
  const kind = commonKind(a, b);
  if (!kind) {
    checker.report(node, notComparable(node, types));
    return failed;
  }
  const [first, second] = node.args as [Node, Node];
  if (kind === "text") {
    if (wrongDate(node, a, b, checker)) return failed;
    if (second.op === "literal" && outsideEnum(second, b, a, nameOf(first), checker)) return failed;
    if (first.op === "literal" && outsideEnum(first, a, b, nameOf(second), checker)) return failed;
  }
  const possible = canEqual(a, b);
  const always = isSingle(a) && isSingle(b) && possible;
  const equal: Truths = { true: possible, false: !always };
  const negative = node.op.startsWith("!");
  return { type: BOOLEAN, truths: negative ? { true: equal.false, false: equal.true } : equal };
}

function canEqual(a: Type, b: Type): boolean {
  const [texts, values] = [textsOf(a), textsOf(b)];
  if (texts && values) return texts.some((text) => values.includes(text));
  const [x, y] = [rangeOf(a), rangeOf(b)];
  return !x || !y || (x.minimum <= y.maximum && y.minimum <= x.maximum);
}

function isSingle(type: Type): boolean {
  if (type.is === "number") return type.minimum === type.maximum;
  return type.is === "text" && type.values?.length === 1;
}

function rangeOf(type: Type): { minimum: number; maximum: number } | undefined {
  const numbers = members(type).filter((one) => one.is === "number");
  if (numbers.length === 0) return undefined;
  return {
    minimum: Math.min(...numbers.map(({ minimum }) => minimum)),
    maximum: Math.max(...numbers.map(({ maximum }) => maximum)),
  };
}

const orders: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

function ordering(node: Node, types: readonly Type[], checker: Checker): Typed {
  for (const [i, type] of types.entries()) {
    const before = types[i - 1];
    if (before === undefined) continue;
    const kind = commonKind(before, type);
    if (kind !== "number" && kind !== "text") {
      checker.report(node, notComparable({ ...node, args: node.args.slice(i - 1) }, [before, type]));
      return failed;
    }
    if (kind === "text" && !isOrderedText(node, before, type, checker)) return failed;
  }
  if (types.length > 2) return { type: BOOLEAN, truths: BOTH };
  const [x, y] = types.map(rangeOf);
  const holds = orders[node.op];
  if (!x || !y || !holds) return { type: BOOLEAN, truths: BOTH };
  const less = node.op.startsWith("<");
  const best = less ? holds(x.minimum, y.maximum) : holds(x.maximum, y.minimum);
  const worst = less ? holds(x.maximum, y.minimum) : holds(x.minimum, y.maximum);
  return { type: BOOLEAN, truths: { true: best, false: !worst } };
}

/** Texts have an order only where they are dates. */
function isOrderedText(node: Node, a: Type, b: Type, checker: Checker): boolean {
  if (wrongDate(node, a, b, checker)) return false;
  const dates = [a, b].every((type) => type.is === "text" && type.date);
  if (!dates)
    checker.report(node, `only numbers and dates have an order, and ${node.args.map(nameOf).join(" and ")} are texts`);
  return dates;
}

/** The type of the elements of a list, or undefined after reporting that it is none. */
export function elementOf(node: Node, type: Type, checker: Checker): Type | undefined {
  if (type.is === "any") return ANY;
  const lists = members(type).map((one) => (one.is === "list" ? one.element : undefined));
  if (!lists.includes(undefined)) return union(lists as Type[]);
  checker.report(node, `${nameOf(node)} is ${describeType(type)}, and a list is wanted here`);
  return undefined;
}

function membership(node: Node, types: readonly Type[], checker: Checker): Typed {
  const [element, whole] = node.args as [Node, Node];
  const [a, b] = types as [Type, Type];
  if (kindsOf(b).every((kind) => kind === "text") && kindsOf(a).every((kind) => kind === "text")) return value(BOOLEAN);
  const held = elementOf(whole, b, checker);
  if (held === undefined || held.is === "any") return failed;
  if (!commonKind(a, held)) {
    checker.report(
      node,
      `${nameOf(element)} is ${describeType(a)}, and the elements of ${nameOf(whole)} are ${describeType(held)}; none can be equal`,
    );
    return failed;
  }
  if (members(held).length === 0) return { type: BOOLEAN, truths: { true: false, false: true } };
  if (element.op === "literal" && outsideEnum(element, a, held, nameOf(whole), checker)) return failed;
  if (whole.op === "literal" && outsideEnum(whole, held, a, nameOf(element), checker)) return failed;
  const [texts, values] = [textsOf(a), textsOf(held)];
  const everything =
    whole.op === "literal" &&
    texts !== undefined &&
    values !== undefined &&
    texts.every((text) => values.includes(text));
  return { type: BOOLEAN, truths: { true: canEqual(a, held), false: !everything } };
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

/** Operators on numbers, or whatever else of one kind. */
function taking(wanted: Type, given: Type): Checked {
  return (node, types, checker) => {
    for (const [i, type] of types.entries()) {
      if (members(type).every((one) => one.is === wanted.is)) continue;
      const arg = node.args[i] as Node;
      checker.report(arg, `\`${node.op}\` takes ${describeType(wanted)}, and ${nameOf(arg)} is ${describeType(type)}`);
      return failed;
    }
    return value(given);
  };
}

type Checked = (node: Node, types: readonly Type[], checker: Checker) => Typed;

function dates(node: Node, types: readonly Type[], checker: Checker): Typed {
  for (const [i, type] of types.entries()) {
    if (type.is === "text" && type.date) continue;
    const arg = node.args[i] as Node;
    checker.report(arg, `\`daysBetween\` takes dates, and ${nameOf(arg)} is ${describeType(type)}`);
    return failed;
  }
  return value({ ...NUMBER, integer: true } as Type);
}

function interval(node: Node, types: readonly Type[], checker: Checker): Typed {
  const [first, second] = node.args as [Node, Node];
  const [bounds, limit] = types as [Type, Type];
  const isInterval = bounds.is === "map" && ["low", "high"].every((name) => bounds.fields.get(name)?.is === "number");
  if (!isInterval)
    checker.report(
      first,
      `\`within\` takes an interval { value, low, high }, and ${nameOf(first)} is ${describeType(bounds)}`,
    );
  else if (!members(limit).every((one) => one.is === "number")) {
    checker.report(second, `\`within\` takes a number as its limit, and ${nameOf(second)} is ${describeType(limit)}`);
  } else return value(BOOLEAN);
  return failed;
}

function pattern(node: Node, types: readonly Type[], checker: Checker): Typed {
  const [text, source] = node.args as [Node, Node];
  if (!members(types[0] as Type).every((one) => one.is === "text")) {
    checker.report(text, `\`matches\` takes a text, and ${nameOf(text)} is ${describeType(types[0] as Type)}`);
    return failed;
  }
  if (source.op !== "literal" || typeof source.literal !== "string") {
    checker.report(source, "the regular expression of `matches` is written out as a text");
    return failed;
  }
  if (!patternOf(source.literal)) {
    checker.report(source, `"${source.literal}" is no regular expression of RE2`);
    return failed;
  }
  return value(BOOLEAN);
}

function scalars(node: Node, types: readonly Type[], checker: Checker): Typed {
  for (const [i, type] of types.entries()) {
    if (members(type).every((one) => ["number", "text", "boolean"].includes(one.is))) continue;
    const arg = node.args[i] as Node;
    checker.report(arg, `\`cat\` joins texts and numbers, and ${nameOf(arg)} is ${describeType(type)}`);
    return failed;
  }
  return value(TEXT);
}

function substring(node: Node, types: readonly Type[], checker: Checker): Typed {
  const [source, ...positions] = types as [Type, ...Type[]];
  if (source.is !== "text")
    checker.report(
      node.args[0] as Node,
      `\`substr\` takes a text, and ${nameOf(node.args[0] as Node)} is ${describeType(source)}`,
    );
  else if (!positions.every((one) => one.is === "number" && one.integer))
    checker.report(node, "`substr` takes whole numbers for its start and length");
  else return value(TEXT);
  return failed;
}

function merged(_node: Node, types: readonly Type[]): Typed {
  return value({
    is: "list",
    element: union(types.flatMap((type) => members(type).map((one) => (one.is === "list" ? one.element : one)))),
  });
}

/** A quotient may be by zero, and then it is nothing. */
function quotient(node: Node, types: readonly Type[], checker: Checker): Typed {
  const result = taking(NUMBER, NUMBER)(node, types, checker);
  const divisor = rangeOf(types[1] as Type);
  if (result.type.is === "any" || !divisor || divisor.minimum > 0 || divisor.maximum < 0) return result;
  checker.report(node.args[1] as Node, `${nameOf(node.args[1] as Node)} may be 0, and nothing can be divided by that`);
  return failed;
}

const numeric = taking(NUMBER, NUMBER);

/** What each operator asks of the types of its arguments, and what it gives. */
export const operations: Readonly<Record<string, Checked>> = {
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
  "*": numeric,
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
  const ranges = types.map(rangeOf);
  if (result.type.is === "any" || ranges.includes(undefined)) return result;
  const pick = node.op === "min" ? Math.min : Math.max;
  const known = ranges as { minimum: number; maximum: number }[];
  return value({
    is: "number",
    integer: types.every((type) => type.is === "number" && type.integer),
    minimum: pick(...known.map(({ minimum }) => minimum)),
    maximum: pick(...known.map(({ maximum }) => maximum)),
  });
}
