import { closestMatch } from "leven";
import type { Json } from "../model/json.ts";
import type { CompileError, Node } from "./compile.ts";
import { patternOf } from "./operators.ts";
import {
  ANY,
  BOOLEAN,
  COUNT,
  DATE,
  NUMBER,
  TEXT,
  type Type,
  describeType,
  members,
  typeOfValue,
  union,
} from "./types.ts";

/** Which truths a condition can have on a valid document, unknown left aside. */
interface Truths {
  readonly true: boolean;
  readonly false: boolean;
}

const BOTH: Truths = { true: true, false: true };

/** What is known of an expression before any document is read. */
interface Typed {
  readonly type: Type;
  readonly truths: Truths;
}

/** A checker at one place of an expression: its scope, and where mistakes go. */
interface Checker {
  readonly scope: Type;
  report(node: Node, message: string): void;
}

/**
 * Checks a compiled condition against the types of what it reads.
 * @param node the condition
 * @param context the type of the rule context
 * @returns its mistakes: paths that do not exist, comparisons that cannot be made without coercion, values outside an
 *   enum, conditions that can never be true or never be false on a valid document
 */
export function checkTypes(node: Node, context: Type): CompileError[] {
  const errors: CompileError[] = [];
  const checker: Checker = {
    scope: context,
    report: (where, message) => void errors.push({ path: where.path, message }),
  };
  condition(node, checker);
  return errors;
}

/** An operand as an author writes it. */
function plain(node: Node): string {
  if (node.op === "var") return `{ var: ${String(node.args[0]?.literal ?? "")} }`;
  if (node.param !== undefined) return `{ param: ${node.param} }`;
  return node.op === "literal" ? String(node.literal) : "...";
}

const quoted = (value: Json | undefined): string => (typeof value === "string" ? `"${value}"` : JSON.stringify(value));

/** What an expression is called in a message. */
function nameOf(node: Node): string {
  if (node.op === "var") return `\`${String(node.args[0]?.literal ?? "the element")}\``;
  if (node.param !== undefined) return `parameter \`${node.param}\``;
  return node.op === "literal" ? quoted(node.literal) : `what \`${node.op}\` gives`;
}

/** Checks an expression where its truth is wanted, and reports when that can only be one. */
function condition(node: Node, checker: Checker): Truths {
  const { truths, type } = typed(node, checker);
  if (type.is === "any" || node.op === "literal" || isStatedIdiom(node)) return truths;
  if (!truths.true) checker.report(node, never(node, "true"));
  else if (!truths.false) checker.report(node, never(node, "false"));
  // What was reported is not reported again further up.
  return truths.true && truths.false ? truths : BOTH;
}

function never(node: Node, truth: "true" | "false"): string {
  const [first, second] = node.args;
  const ranged = first && second && second.op === "literal" && typeof second.literal === "number";
  if (ranged && second.literal > 1 && node.op.startsWith(">")) {
    return `this can never be ${truth}: ${nameOf(first)} is a share from 0 to 1; write ${second.literal / 100} for ${second.literal} percent`;
  }
  const stated = truth === "false" && first?.op === "var" && node.op.startsWith(">");
  const hint = stated ? `; to ask only whether it is stated, write { "!!": ${plain(first)} }` : "";
  return `this can never be ${truth} on a valid document${hint}`;
}

/** `!!` of a value, and a value by itself, ask whether it is stated: nothing stated is never false, and that is meant. */
function isStatedIdiom(node: Node): boolean {
  return node.op === "var" || (node.op === "!!" && node.args[0]?.op === "var");
}

const value = (type: Type): Typed => ({ type, truths: truthsOf(type) });

function truthsOf(type: Type): Truths {
  const each = members(type).map((one): Truths => {
    switch (one.is) {
      case "null":
        return { true: false, false: true };
      case "number":
        return {
          true: !(one.minimum === 0 && one.maximum === 0),
          false: one.minimum <= 0 && one.maximum >= 0,
        };
      case "text":
        return { true: one.values?.some((text) => text !== "") ?? true, false: one.values?.includes("") ?? true };
      case "map":
        return { true: true, false: false };
      default:
        return BOTH;
    }
  });
  return { true: each.some((one) => one.true), false: each.some((one) => one.false) };
}

function typed(node: Node, checker: Checker): Typed {
  const special = forms[node.op];
  if (special) return special(node, checker);
  const types = node.args.map((arg) => typed(arg, checker).type);
  if (types.some((type) => type.is === "any")) return { type: ANY, truths: BOTH };
  return operations[node.op]?.(node, types, checker) ?? { type: ANY, truths: BOTH };
}

const failed: Typed = { type: ANY, truths: BOTH };

// Paths

/** The type at a path, each step reported when it leads nowhere. */
function resolve(node: Node, scope: Type, path: string, checker: Checker): Type {
  const keys = path === "" ? [] : path.split(".");
  let type = scope;
  for (const [i, key] of keys.entries()) {
    const at = keys.slice(0, i).join(".");
    const next = step(type, key);
    if (next === undefined) {
      checker.report(node, wrongStep(type, at, key, path));
      return ANY;
    }
    type = next;
  }
  return type;
}

function step(type: Type, key: string): Type | undefined {
  if (type.is === "any") return ANY;
  if (type.is === "map") return type.fields.get(key) ?? type.others;
  if (type.is === "list") return /^(0|[1-9]\d*)$/.test(key) ? type.element : undefined;
  if (type.is !== "union") return undefined;
  const next = type.of.map((one) => step(one, key));
  return next.includes(undefined) ? undefined : union(next as Type[]);
}

/** Where paths begin outside of quantifiers. */
const roots: ReadonlySet<string> = new Set(["metadata", "spec", "organisation", "evidence", "facts", "asOf"]);

function wrongStep(type: Type, at: string, key: string, path: string): string {
  const whole = at === "" ? "the element" : `\`${at}\``;
  if (type.is === "list") {
    const rest = path.slice(at.length + 1);
    return `${whole} is a list, and \`${rest}\` is a field of its elements: write { some: [{ var: ${at} }, ... { var: ${rest} } ...] }, or \`all\``;
  }
  if (type.is !== "map") return `${whole} is ${describeType(type)} and has no field \`${key}\``;
  const near = closestMatch(key, [...type.fields.keys()], { maxDistance: Math.max(2, Math.floor(key.length / 3)) });
  const hint = near ? `; did you mean \`${at === "" ? near : `${at}.${near}`}\`?` : "";
  const outside = at === "" && !type.fields.has("spec") && roots.has(key);
  if (outside) return `\`${path}\` cannot be read here: inside a quantifier only the fields of the element can`;
  return `there is no \`${path}\`${hint}`;
}

// Comparisons

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

/** The texts that a type may be, or undefined when it may be many. */
function textsOf(type: Type): readonly string[] | undefined {
  const each = members(type).map((one) => (one.is === "text" ? one.values : undefined));
  return each.includes(undefined) ? undefined : each.flatMap((values) => values ?? []);
}

/** Reports texts that no value of an enum can be. */
function outsideEnum(at: Node, written: Type, wanted: Type, name: string, checker: Checker): boolean {
  const [texts, values] = [textsOf(written), textsOf(wanted)];
  if (!texts || !values) return false;
  const wrong = texts.filter((text) => !values.includes(text));
  for (const text of wrong) {
    const near = closestMatch(text, [...values], { maxDistance: Math.max(2, Math.floor(text.length / 3)) });
    checker.report(
      at,
      `"${text}" is not a value of ${name}${near ? `; did you mean "${near}"?` : `, which is one of ${values.join(", ")}`}`,
    );
  }
  return wrong.length > 0;
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

// Lists

/** The type of the elements of a list, or undefined after reporting that it is none. */
function elementOf(node: Node, type: Type, checker: Checker): Type | undefined {
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

const operations: Readonly<Record<string, Checked>> = {
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

// Forms, which decide themselves what they evaluate

function variable(node: Node, checker: Checker): Typed {
  const [path, fallback] = node.args;
  if (path && path.op !== "literal") {
    checker.report(path, "the path of `var` is written out as a text");
    return failed;
  }
  const type = resolve(node, checker.scope, String(path?.literal ?? ""), checker);
  if (!fallback || type.is === "any") return value(type);
  const other = typed(fallback, checker).type;
  if (other.is === "any") return failed;
  if (fallback.op === "literal" && outsideEnum(fallback, other, type, nameOf(node), checker)) return failed;
  return value(union([type, other]));
}

/** The paths that `missing` asks about have to exist. */
function absence(node: Node, checker: Checker): Typed {
  const keys = node.args.flatMap((arg) => (Array.isArray(arg.literal) ? arg.literal : [arg.literal]));
  const paths = node.op === "missing_some" ? keys.slice(1) : keys;
  for (const key of paths) {
    if (typeof key === "string") resolve(node, checker.scope, key, checker);
    else checker.report(node, `\`${node.op}\` takes paths, written out as texts`);
  }
  return value({ is: "list", element: TEXT });
}

function junction(node: Node, checker: Checker): Typed {
  const each = node.args.map((arg) => condition(arg, checker));
  const clash = node.op === "and" ? contradiction(node, "==") : contradiction(node, "!=");
  if (clash) checker.report(node, clash);
  const every = (truth: "true" | "false"): boolean => each.every((one) => one[truth]);
  const some = (truth: "true" | "false"): boolean => each.some((one) => one[truth]);
  const truths =
    node.op === "and" ? { true: every("true"), false: some("false") } : { true: some("true"), false: every("false") };
  return { type: BOOLEAN, truths: clash ? BOTH : truths };
}

/** One value that is asked to be two things at once, or that is always other than one of two. */
function contradiction(node: Node, op: string): string | undefined {
  const seen = new Map<string, Json>();
  for (const arg of node.args) {
    const [first, second] = arg.args;
    if (!arg.op.startsWith(op) || first?.op !== "var" || second?.op !== "literal" || second.literal === undefined)
      continue;
    const path = String(first.args[0]?.literal);
    const other = seen.get(path);
    if (other !== undefined && other !== second.literal) {
      return node.op === "and"
        ? `\`${path}\` cannot be ${quoted(other)} and ${quoted(second.literal)} at once: this can never be true; did you mean \`or\`?`
        : `\`${path}\` is always other than ${quoted(other)} or other than ${quoted(second.literal)}: this can never be false; did you mean \`and\`?`;
    }
    seen.set(path, second.literal);
  }
  return undefined;
}

function conditional(node: Node, checker: Checker): Typed {
  const results: Typed[] = [];
  for (let i = 0; i < node.args.length; i += 2) {
    const [head, branch] = [node.args[i] as Node, node.args[i + 1]];
    if (branch) condition(head, checker);
    results.push(typed(branch ?? head, checker));
  }
  if (node.args.length % 2 === 0) results.push(value({ is: "null" }));
  return {
    type: union(results.map(({ type }) => type)),
    truths: { true: results.some(({ truths }) => truths.true), false: results.some(({ truths }) => truths.false) },
  };
}

/** The body of a quantifier, checked for an element of its list. */
function overElements(node: Node, checker: Checker): { element: Type; body: Node } | undefined {
  const [list, body] = node.args as [Node, Node];
  const type = typed(list, checker).type;
  const element = elementOf(list, type, checker);
  if (element === undefined) return undefined;
  if (members(element).length === 0) {
    checker.report(list, `the list is empty, so that \`${node.op}\` asks nothing`);
    return undefined;
  }
  return { element, body };
}

function quantifier(node: Node, checker: Checker): Typed {
  const over = overElements(node, checker);
  if (!over || over.element.is === "any") return failed;
  condition(over.body, { ...checker, scope: over.element });
  return value(BOOLEAN);
}

const forms: Readonly<Record<string, (node: Node, checker: Checker) => Typed>> = {
  literal: ({ literal }) => value(typeOfValue(literal as Json)),
  error: () => failed,
  var: variable,
  missing: absence,
  missing_some: absence,
  and: junction,
  or: junction,
  "!"(node, checker) {
    const { true: yes, false: no } = condition(node.args[0] as Node, checker);
    return { type: BOOLEAN, truths: { true: no, false: yes } };
  },
  "!!": (node, checker) => ({ type: BOOLEAN, truths: condition(node.args[0] as Node, checker) }),
  if: conditional,
  "?:": conditional,
  all: quantifier,
  some: quantifier,
  none: quantifier,
  filter(node, checker) {
    const over = overElements(node, checker);
    if (!over) return failed;
    condition(over.body, { ...checker, scope: over.element });
    return value({ is: "list", element: over.element });
  },
  map(node, checker) {
    const over = overElements(node, checker);
    return over ? value({ is: "list", element: typed(over.body, { ...checker, scope: over.element }).type }) : failed;
  },
  reduce(node, checker) {
    const over = overElements(node, checker);
    if (!over) return failed;
    const initial = node.args[2] ? typed(node.args[2], checker).type : ({ is: "null" } as const);
    const scopeWith = (accumulator: Type): Type => ({
      is: "map",
      fields: new Map([
        ["current", over.element],
        ["accumulator", accumulator],
      ]),
    });
    // Once to learn what a step gives, silently, and once more with that.
    const first = typed(over.body, { scope: scopeWith(initial), report: () => undefined }).type;
    const accumulator = first.is === "any" ? initial : union([widened(initial), widened(first)]);
    const result = typed(over.body, { ...checker, scope: scopeWith(accumulator) }).type;
    return value(union([initial, result]));
  },
};

/** A type without bounds: what a step may make of a value lies beyond those of the first. */
function widened(type: Type): Type {
  if (type.is === "number") return NUMBER;
  if (type.is === "text") return type.date ? DATE : TEXT;
  return type.is === "union" ? union(type.of.map(widened)) : type;
}
