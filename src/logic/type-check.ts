import { parseIndex } from "../util/json-path.ts";
import type { Json, JsonObject } from "../util/json.ts";
import { closestWord } from "../util/text.ts";
import { elementOf, operations, rangeOf } from "./operator-types.ts";
import {
  BOTH,
  type Checker,
  type PossibleTruths,
  type Typed,
  failed,
  nameOf,
  nameOfPath,
  outsideEnum,
  pathOf,
  plain,
  value,
} from "./type-checker.ts";
import type { CompileError, Node } from "./compile.ts";
import {
  ANY,
  BOOLEAN,
  TEXT,
  type Type,
  describeType,
  isShare,
  unionMembers,
  typeOfParameter,
  typeOfValue,
  union,
} from "./types.ts";

/**
 * Checks a compiled condition against the types of what it reads.
 * @param node the condition
 * @param context the type of the rule context
 * @param parameters the parameters as their policy declares them
 * @returns its mistakes: paths that do not exist, comparisons that cannot be made without coercion, values outside an
 *   enum, conditions that can never be true or never be false on a valid document
 */
export function checkTypes(node: Node, context: Type, parameters: JsonObject = {}): CompileError[] {
  const errors: CompileError[] = [];
  const checker: Checker = {
    scope: context,
    around: [],
    parameters,
    report: (where, message) => void errors.push({ path: where.path, message }),
  };
  condition(node, checker);
  return errors;
}

/** Checks an expression where its truth is wanted, and reports when that can only be one. */
function condition(node: Node, checker: Checker): PossibleTruths {
  return checkCondition(node, typed(node, checker), checker);
}

/** The truths of a condition, reported when it can only have one. */
function checkCondition(node: Node, { truths }: Typed, checker: Checker): PossibleTruths {
  // `!!` of a value, and a value by itself, ask whether it is stated: nothing stated is never false, and that is meant.
  // A parameter may have another value in another organisation.
  if (node.op === "var" || node.op === "outer" || node.op === "!!" || node.param !== undefined) return truths;
  if (!truths.true) checker.report(node, never(node, "true", checker));
  else if (!truths.false) checker.report(node, never(node, "false", checker));
  // What was reported is not reported again further up.
  return BOTH;
}

function never(node: Node, truth: "true" | "false", checker: Checker): string {
  const only = `this can never be ${truth}`;
  if (!/[<>]/.test(node.op)) return `${only} on a valid document`;
  const [first, second] = node.args as [Node, Node];
  const limit = Number(second.literal);
  if (limit > 1 && isShare(rangeOf(typed(first, silent(checker)).type))) {
    return `${only}: ${nameOf(first)} is a share from 0 to 1; write ${limit / 100} for ${limit} percent`;
  }
  const stated = truth === "false" && first.op === "var";
  const hint = stated ? `; to ask only whether it is stated, write { "!!": ${plain(first)} }` : "";
  return `${only} on a valid document${hint}`;
}

const silent = (checker: Checker): Checker => ({ ...checker, report: () => undefined });

function typed(node: Node, checker: Checker): Typed {
  const special = forms[node.op];
  if (special) return special(node, checker);
  const types = node.args.map((arg) => typed(arg, checker).type);
  if (types.some((type) => type.is === "any")) return failed;
  return operations[node.op]!(node, types, checker);
}

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
  if (type.is === "list") return parseIndex(key) === undefined ? undefined : type.element;
  if (type.is !== "union") return undefined;
  const next = type.of.map((one) => step(one, key));
  return next.includes(undefined) ? undefined : union(next as Type[]);
}

/** Where paths begin outside of quantifiers. */
const roots: ReadonlySet<string> = new Set(["metadata", "spec", "organisation", "evidence", "facts", "asOf"]);

function wrongStep(type: Type, at: string, key: string, path: string): string {
  const whole = nameOfPath(at);
  if (type.is === "list") {
    const rest = path.slice(at.length + 1);
    return `${whole} is a list, and \`${rest}\` is a field of its elements: write { some: [{ var: ${at} }, ... { var: ${rest} } ...] }, or \`all\``;
  }
  if (type.is !== "map") return `${whole} is ${describeType(type)} and has no field \`${key}\``;
  const near = closestWord(key, [...type.fields.keys()]);
  const hint = near ? `; did you mean \`${at === "" ? near : `${at}.${near}`}\`?` : "";
  const outside = at === "" && !type.fields.has("spec") && roots.has(key);
  if (outside)
    return `\`${path}\` is no field of the element: to read it from the rule context, write { outer: ${path} }`;
  return `there is no \`${path}\`${hint || (isOwn(at, key) ? ": declare it in `.caregate/schemas/own/`" : "")}`;
}

/** True where the fields and kinds of evidence are those that an organisation declares. */
const isOwn = (at: string, key: string): boolean =>
  /(?:^|\.)extensions$|^evidence\.own$/.test(at) || (at === "evidence" && key === "own");

// Forms, which decide themselves what they evaluate

function variable(node: Node, checker: Checker): Typed {
  const [path, fallback] = node.args;
  if (path && path.op !== "literal") {
    checker.report(path, "the path of `var` is written out as a text");
    return failed;
  }
  const type = resolve(node, checker.scope, pathOf(node), checker);
  if (!fallback) return value(type);
  const other = typed(fallback, checker).type;
  if (fallback.op === "literal" && outsideEnum(fallback, other, type, nameOf(node), checker)) return failed;
  return value(union([type, other]));
}

/** A path of the rule context or of an enclosing element; the compiler has checked its level. */
function outer(node: Node, checker: Checker): Typed {
  const { around, scope } = checker;
  const level = node.args[1]?.literal;
  const from = (level === undefined ? around[0] : around.at(-Number(level))) ?? scope;
  return value(resolve(node, from, pathOf(node), checker));
}

/** A checker for the elements of a list. */
function forElement(checker: Checker, scope: Type): Checker {
  return { ...checker, scope, around: [...checker.around, checker.scope] };
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
  for (const arg of node.args) condition(arg, checker);
  const clash = node.op === "and" ? contradiction(node, "==") : contradiction(node, "!=");
  if (clash) checker.report(node, clash);
  // An argument that can only be one was reported, or asks whether something is stated, which is meant.
  return value(BOOLEAN);
}

/** One value that is asked to be two things at once, or that is always other than one of two. */
function contradiction(node: Node, op: string): string | undefined {
  const seen = new Map<string, Json>();
  for (const arg of node.args) {
    if (!arg.op.startsWith(op)) continue;
    const [first, { literal }] = arg.args as [Node, Node];
    if (first.op !== "var" || literal === undefined) continue;
    const path = pathOf(first);
    const other = seen.get(path);
    if (other !== undefined && other !== literal) {
      const [one, two] = [JSON.stringify(other), JSON.stringify(literal)];
      return node.op === "and"
        ? `${nameOf(first)} cannot be ${one} and ${two} at once: this can never be true; did you mean \`or\`?`
        : `${nameOf(first)} is always other than ${one} or other than ${two}: this can never be false; did you mean \`and\`?`;
    }
    seen.set(path, literal);
  }
  return undefined;
}

function conditional(node: Node, checker: Checker): Typed {
  const results: Type[] = [];
  for (let i = 0; i < node.args.length; i += 2) {
    const [head, branch] = [node.args[i] as Node, node.args[i + 1]];
    if (branch) condition(head, checker);
    results.push(resultType(branch ?? head, checker));
  }
  if (node.args.length % 2 === 0) results.push({ is: "null" });
  return value(union(results));
}

/** The type of a result of `if`, which is a condition, too, where it is true or false. */
function resultType(node: Node, checker: Checker): Type {
  const result = typed(node, checker);
  if (result.type.is === "boolean") checkCondition(node, result, checker);
  return result.type;
}

/** The body of a quantifier, checked for an element of its list. */
function overElements(node: Node, checker: Checker): { element: Type; body: Node } | undefined {
  const [list, body] = node.args as [Node, Node];
  const type = typed(list, checker).type;
  const element = elementOf(list, type, checker);
  if (element === undefined) return undefined;
  if (unionMembers(element).length === 0) {
    checker.report(list, `the list is empty, so that \`${node.op}\` asks nothing`);
    return undefined;
  }
  return { element, body };
}

function quantifier(node: Node, checker: Checker): Typed {
  const over = overElements(node, checker);
  if (!over) return failed;
  condition(over.body, forElement(checker, over.element));
  return value(BOOLEAN);
}

const forms: Readonly<Record<string, (node: Node, checker: Checker) => Typed>> = {
  literal: ({ literal, param }, { parameters }) =>
    value(param === undefined ? typeOfValue(literal as Json) : typeOfParameter(parameters[param], literal as Json)),
  error: () => failed,
  var: variable,
  outer,
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
    condition(over.body, forElement(checker, over.element));
    return value({ is: "list", element: over.element });
  },
  map(node, checker) {
    const over = overElements(node, checker);
    return over ? value({ is: "list", element: typed(over.body, forElement(checker, over.element)).type }) : failed;
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
    const first = typed(over.body, forElement(silent(checker), scopeWith(initial))).type;
    const accumulator = first.is === "any" ? initial : union([initial, first]);
    const result = typed(over.body, forElement(checker, scopeWith(accumulator))).type;
    return value(union([initial, result]));
  },
};
