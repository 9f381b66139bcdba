import { type Json, type JsonObject, isObject } from "../util/json.ts";
import { closestWord, didYouMean } from "../util/text.ts";
import { type Operator, forms, operators } from "./operators.ts";
import { ABSENT, type Result, type Truth, UNKNOWN, lookup, not, truthOf, truthy } from "./truth.ts";
import type { Path } from "../util/json-path.ts";

/** What an expression is evaluated on. */
export interface Scope {
  /** The rule context, or, inside a quantifier, the element. */
  readonly data: Json;
  /** What may still be computed before the run is stopped; shared by all scopes of an evaluation. */
  readonly budget: { steps: number };
  /** What paths were found to lead to, by their slots; undefined where that is not kept. */
  readonly found: (ReturnType<typeof lookup> | undefined)[] | undefined;
}

/** A compiled expression. */
export interface Node {
  readonly op: string;
  readonly args: readonly Node[];
  /** Where the expression stands in the condition it is part of. */
  readonly path: Path;
  /** The value of a literal. */
  readonly literal: Json | undefined;
  /** The parameter that a literal came from. */
  readonly param: string | undefined;
  /** The path that it reads, where that is written out. */
  readonly reads: CompiledPath | undefined;
  /** The number of its evaluation: the same for equal expressions. */
  readonly id: number;
  /** The value, as where an operand is wanted. */
  readonly value: (scope: Scope) => Result;
  /** The truth, as where nothing but the truth is wanted. */
  readonly truth: (scope: Scope) => Truth;
}

/** A path as the evaluator follows it. */
interface CompiledPath {
  /** From the scope's data on; a path that is none leads nowhere. */
  readonly keys: readonly string[] | typeof UNKNOWN;
  /** Where the scope of a whole rule context keeps what is found there. */
  readonly slot: number;
}

/** Why an expression does not compile. */
export interface CompileError {
  readonly path: Path;
  readonly message: string;
}

/** Steps an evaluation may take: far beyond what any rule needs, and over in well under a second. */
export const STEP_BUDGET = 1_000_000;
const MAX_DEPTH = 64;
/** Arguments that an operator may have: JavaScript fails when it has to pass on some hundred thousand. */
const MAX_ARGUMENTS = 10_000;

/** Thrown when an evaluation exceeds its budget; callers turn it into an error, never into a pass. */
export class BudgetExceeded extends Error {
  override name = "BudgetExceeded";
}

/** Takes steps from the budget of an evaluation. */
export function spend(scope: Scope, steps: number): void {
  scope.budget.steps -= steps;
  if (scope.budget.steps < 0) throw new BudgetExceeded("the condition takes too many steps");
}

/** The scope of a whole rule context. */
export function rootScope(data: Json, steps: number = STEP_BUDGET): Scope {
  return { data, budget: { steps }, found: undefined };
}

/** The scope of a whole rule context that many conditions read one after the other: each path is followed once. */
export function createCachedScope(data: Json): Scope {
  const found: Scope["found"] = [];
  found.length = slots;
  return { data, budget: { steps: STEP_BUDGET }, found };
}

/** Gives the next condition the whole budget. */
export function resetBudget({ budget }: Scope): void {
  budget.steps = STEP_BUDGET;
}

/** The scope of a list's elements, one after the other. */
interface ElementScope extends Scope {
  data: Json;
}

const inner = ({ budget }: Scope): ElementScope => ({ data: null, budget, found: undefined });

interface Evaluate extends Pick<Node, "value" | "truth"> {
  readonly reads?: CompiledPath;
}

type Shared = Pick<Node, "value" | "truth" | "reads" | "id">;

const evaluations = new Map<string, Shared>();

/**
 * The evaluation of an operator on some arguments, the same for all expressions that are equal: rules repeat each other
 * much, and what evaluation touches is little then and stays in the processor's caches.
 */
function shared(op: string, args: readonly Node[], make: () => Evaluate): Shared {
  return sharedAs(`${op} ${args.map(({ id }) => id).join(" ")}`, make);
}

function sharedAs(key: string, make: () => Evaluate): Shared {
  const known = evaluations.get(key);
  if (known) return known;
  const { value, truth, reads } = make();
  const evaluation = { value, truth, reads, id: evaluations.size };
  evaluations.set(key, evaluation);
  return evaluation;
}

/** An expression whose truth is that of its value. */
function byValue(value: (scope: Scope) => Result): Evaluate {
  return { value, truth: (scope) => truthOf(value(scope)) };
}

/** An expression that is true, false or unknown wherever it stands. */
function byTruth(truth: (scope: Scope) => Truth): Evaluate {
  return { value: truth, truth };
}

/** `and` (decisive: false) and `or` (decisive: true). */
function junction(args: readonly Node[], decisive: boolean): Evaluate {
  const truths = args.map(({ truth }) => truth);
  return {
    truth(scope) {
      let result: Truth = !decisive;
      for (const truthIn of truths) {
        const truth = truthIn(scope);
        if (truth === decisive) return decisive;
        if (truth === UNKNOWN) result = UNKNOWN;
      }
      return result;
    },
    // As an operand it gives one of its arguments, so an unknown one cannot be stepped over.
    value(scope) {
      let current: Result = null;
      for (const arg of args) {
        current = arg.value(scope);
        if (current === UNKNOWN || truthy(current) === decisive) return current;
      }
      return current;
    },
  };
}

function conditional(args: readonly Node[]): Evaluate {
  function choose(scope: Scope): Node | null | typeof UNKNOWN {
    let i = 0;
    for (; i < args.length - 1; i += 2) {
      const truth = (args[i] as Node).truth(scope);
      if (truth === UNKNOWN) return UNKNOWN;
      if (truth) return args[i + 1] as Node;
    }
    return args[i] ?? null;
  }
  return {
    value(scope) {
      const branch = choose(scope);
      return branch === null || branch === UNKNOWN ? branch : branch.value(scope);
    },
    truth(scope) {
      const branch = choose(scope);
      return branch === null ? false : branch === UNKNOWN ? branch : branch.truth(scope);
    },
  };
}

/** The elements of a list expression; unknown when it is not stated or no list. */
function elements(list: Node, scope: Scope): Json[] | typeof UNKNOWN {
  const value = operand(list, scope);
  if (!Array.isArray(value)) return UNKNOWN;
  spend(scope, value.length);
  return value;
}

/** `some` (decisive: true) and `all` (decisive: false); both are false of an empty list, as in JSONLogic. */
function quantifier(list: Node, body: Node, decisive: boolean): Evaluate {
  return byTruth((scope) => {
    const values = elements(list, scope);
    if (values === UNKNOWN) return UNKNOWN;
    if (values.length === 0) return false;
    const element = inner(scope);
    let result: Truth = !decisive;
    for (const value of values) {
      element.data = value;
      const truth = body.truth(element);
      if (truth === decisive) return decisive;
      if (truth === UNKNOWN) result = UNKNOWN;
    }
    return result;
  });
}

function filter(list: Node, body: Node): Evaluate {
  return byValue((scope) => {
    const values = elements(list, scope);
    if (values === UNKNOWN) return UNKNOWN;
    const element = inner(scope);
    const kept: Json[] = [];
    for (const value of values) {
      element.data = value;
      const truth = body.truth(element);
      if (truth === UNKNOWN) return UNKNOWN;
      if (truth) kept.push(value);
    }
    return kept;
  });
}

function map(list: Node, body: Node): Evaluate {
  return byValue((scope) => {
    const values = elements(list, scope);
    if (values === UNKNOWN) return UNKNOWN;
    const element = inner(scope);
    const results: Json[] = [];
    for (const value of values) {
      element.data = value;
      const result = operand(body, element);
      if (result === UNKNOWN) return UNKNOWN;
      results.push(result);
    }
    return results;
  });
}

function reduce(list: Node, body: Node, initial: Node | undefined): Evaluate {
  return byValue((scope) => {
    const values = elements(list, scope);
    let accumulator: Result = initial ? initial.value(scope) : null;
    if (values === UNKNOWN || accumulator === UNKNOWN) return UNKNOWN;
    const element = inner(scope);
    for (const current of values) {
      // An ordinary map, as json-logic-js makes it: what that finds on every map (`toString`) is unknown, not absent.
      element.data = { current, accumulator };
      accumulator = body.value(element);
      if (accumulator === UNKNOWN) return UNKNOWN;
    }
    return accumulator;
  });
}

/** The keys of a dotted path; no keys for the scope itself. */
export function keysOf(path: Result): string[] | typeof UNKNOWN {
  if (path === null || path === "") return [];
  return typeof path === "string" || typeof path === "number" ? String(path).split(".") : UNKNOWN;
}

/** How many paths are written in conditions. */
let slots = 0;

function variable(path: Node | undefined, fallback: Node | undefined): Evaluate {
  if (path && path.op !== "literal") {
    return byValue((scope) => {
      const keys = keysOf(path.value(scope));
      return stated(keys === UNKNOWN ? UNKNOWN : lookup(scope.data, keys), fallback, scope);
    });
  }
  const written = keysOf(path?.literal ?? null);
  const reads: CompiledPath = { keys: written === UNKNOWN ? UNKNOWN : written.map(interned), slot: slots++ };
  return {
    value: (scope) => stated(follow(scope, reads), fallback, scope),
    truth: (scope) => truthOf(stated(follow(scope, reads), fallback, scope)),
    ...(fallback ? {} : { reads }),
  };
}

/** A key as JavaScript keeps the names of properties, so that it is found without comparing texts. */
function interned(key: string): string {
  return Object.keys({ [key]: true })[0] as string;
}

function follow({ data, found }: Scope, { keys, slot }: CompiledPath): ReturnType<typeof lookup> {
  const known = found?.[slot];
  if (known !== undefined) return known;
  const value = keys === UNKNOWN ? UNKNOWN : lookup(data, keys);
  if (found) found[slot] = value;
  return value;
}

/** What was found as an expression gives it: nothing by its default, what is unanswered as unknown. */
function stated(found: ReturnType<typeof lookup>, fallback: Node | undefined, scope: Scope): Result {
  if (found === ABSENT) return fallback ? fallback.value(scope) : UNKNOWN;
  return found === null ? UNKNOWN : found;
}

/** The value of an operand; what is written or read, as most are, costs no call. */
function operand({ literal, reads, value }: Node, scope: Scope): Result {
  if (literal !== undefined) return literal;
  return reads ? stated(follow(scope, reads), undefined, scope) : value(scope);
}

/** The truth of an operand. */
function holds({ reads, truth }: Node, scope: Scope): Truth {
  return reads ? truthOf(stated(follow(scope, reads), undefined, scope)) : truth(scope);
}

/** Those of the keys under which nothing, null or an empty text stands; definite, for policies that ask about absence. */
function missingOf(scope: Scope, keys: Json[]): Result {
  const missing: Json[] = [];
  for (const key of keys) {
    const path = keysOf(key);
    const found = path === UNKNOWN ? UNKNOWN : lookup(scope.data, path);
    if (found === UNKNOWN) return UNKNOWN;
    if (found === ABSENT || found === null || found === "") missing.push(key);
  }
  return missing;
}

function valuesOf(args: readonly Node[], scope: Scope): Json[] | typeof UNKNOWN {
  const values: Json[] = [];
  for (const arg of args) {
    const value = arg.value(scope);
    if (value === UNKNOWN) return UNKNOWN;
    values.push(value);
  }
  return values;
}

function missing(args: readonly Node[]): Evaluate {
  return byValue((scope) => {
    const values = valuesOf(args, scope);
    if (values === UNKNOWN) return UNKNOWN;
    return missingOf(scope, Array.isArray(values[0]) ? values[0] : values);
  });
}

function missingSome(need: Node, options: Node): Evaluate {
  return byValue((scope) => {
    const [count, keys] = [need.value(scope), options.value(scope)];
    if (typeof count !== "number" || !Array.isArray(keys)) return UNKNOWN;
    const absent = missingOf(scope, keys);
    if (absent === UNKNOWN) return UNKNOWN;
    return keys.length - (absent as Json[]).length >= count ? [] : absent;
  });
}

function applied(op: string, args: readonly Node[]): Evaluate {
  const operator = operators[op] as Operator;
  const [first, second] = args;
  if (args.length === 2 && first && second) return pair(operator, first, second);
  return byValue((scope) => {
    const values = valuesOf(args, scope);
    return values === UNKNOWN ? UNKNOWN : made(scope, operator.apply(...(values as [Json, Json, ...Json[]])));
  });
}

/** Applies an operator to two arguments, as most take, without making a list of them. */
function pair(operator: Operator, first: Node, second: Node): Evaluate {
  function apply(scope: Scope): Result {
    const a = operand(first, scope);
    if (a === UNKNOWN) return UNKNOWN;
    const b = operand(second, scope);
    return b === UNKNOWN ? UNKNOWN : made(scope, operator.apply(a, b));
  }
  return { value: apply, truth: (scope) => truthOf(apply(scope)) };
}

/** What is made costs as much as it is long. */
function made(scope: Scope, result: Result): Result {
  if (typeof result === "string" || Array.isArray(result)) spend(scope, result.length);
  return result;
}

function form(op: string, args: readonly Node[]): Evaluate {
  const [first, second, third] = args as [Node, Node, Node];
  switch (op) {
    case "var":
      return variable(first, second);
    case "missing":
      return missing(args);
    case "missing_some":
      return missingSome(first, second);
    case "and":
      return junction(args, false);
    case "or":
      return junction(args, true);
    case "!":
      return byTruth((scope) => not(holds(first, scope)));
    case "!!":
      return byTruth((scope) => holds(first, scope));
    case "if":
    case "?:":
      return conditional(args);
    case "all":
      return quantifier(first, second, false);
    case "some":
      return quantifier(first, second, true);
    case "none": {
      const some = quantifier(first, second, true);
      return byTruth((scope) => not(some.truth(scope)));
    }
    case "filter":
      return filter(first, second);
    case "map":
      return map(first, second);
    case "reduce":
      return reduce(first, second, third);
    default:
      return applied(op, args);
  }
}

/** Every expression is made here, so that all have one shape, which makes evaluation faster. */
function node(
  op: string,
  args: readonly Node[],
  path: Path,
  { value, truth, reads, id }: Shared,
  constant?: Json,
  param?: string,
): Node {
  return { op, args, path, literal: constant, param, reads, id, value, truth };
}

function literal(value: Json, path: Path, param?: string): Node {
  const evaluation = sharedAs(`literal ${JSON.stringify(value)}`, () => byValue(() => value));
  return node("literal", [], path, evaluation, value, param);
}

function list(args: readonly Node[], path: Path): Node {
  if (args.every((arg) => arg.op === "literal")) {
    return literal(
      args.map((arg) => arg.literal as Json),
      path,
    );
  }
  const evaluation = shared("list", args, () => byValue((scope) => valuesOf(args, scope)));
  return node("list", args, path, evaluation);
}

/** What other languages call an operator. */
const confused: Readonly<Record<string, string>> = {
  "=": "==",
  "=>": ">=",
  "=<": "<=",
  "<>": "!=",
  "&&": "and",
  "||": "or",
  not: "!",
  any: "some",
  every: "all",
  contains: "in",
  length: "count",
  size: "count",
  exists: "!!",
};

function times(count: number): string {
  return count === 1 ? "1 argument" : `${count} arguments`;
}

function arityError(op: string, count: number): string | undefined {
  const [least, most] = operators[op]?.arity ?? forms[op]!;
  if (count > MAX_ARGUMENTS) return `\`${op}\` takes at most ${times(MAX_ARGUMENTS)}, not ${count}`;
  if (count >= least && count <= most) return undefined;
  const wanted =
    least === most ? times(least) : most === Infinity ? `at least ${times(least)}` : `${least} to ${most} arguments`;
  return `\`${op}\` takes ${wanted}, not ${count}`;
}

/**
 * Compiles a JSONLogic expression.
 * @param expression the expression as its policy has it
 * @param parameters the values that `param` stands for
 * @param errors where mistakes are put: unknown operators, two operators in one node, wrong arity, undeclared parameters
 */
export function compile(expression: Json, parameters: JsonObject, errors: CompileError[]): Node {
  function fail(path: Path, message: string): Node {
    errors.push({ path, message });
    const evaluation = shared("error", [], () => byValue(() => UNKNOWN));
    return node("error", [], path, evaluation);
  }

  function parameter(name: Json | undefined, path: Path): Node {
    if (typeof name !== "string") return fail(path, "`param` takes the name of a parameter");
    if (Object.hasOwn(parameters, name)) return literal(parameters[name] as Json, path, name);
    return fail(
      path,
      `no parameter \`${name}\` is declared in this policy${didYouMean(name, Object.keys(parameters))}`,
    );
  }

  function operation(expression: JsonObject, path: Path, depth: number): Node {
    const keys = Object.keys(expression);
    const [op] = keys;
    if (op === undefined) return fail(path, "a condition needs an operator, and this one is empty");
    if (keys.length > 1) {
      const names = keys.map((key) => `\`${key}\``).join(", ");
      return fail(
        path,
        `a condition has one operator, and this one has ${keys.length}: ${names}; join them with \`and\` or \`or\``,
      );
    }
    const at = [...path, op];
    if (!Object.hasOwn(operators, op) && !Object.hasOwn(forms, op)) {
      const near =
        (Object.hasOwn(confused, op) ? confused[op] : undefined) ??
        closestWord(op, [...Object.keys(operators), ...Object.keys(forms)]);
      return fail(at, `there is no operator \`${op}\`${near ? `; did you mean \`${near}\`?` : ""}`);
    }
    const operand = expression[op] as Json;
    if (op === "param") return parameter(Array.isArray(operand) && operand.length === 1 ? operand[0] : operand, at);
    const args = Array.isArray(operand)
      ? operand.map((arg, i) => build(arg, [...at, i], depth + 1))
      : [build(operand, at, depth + 1)];
    const wrong = arityError(op, args.length);
    if (wrong) return fail(at, wrong);
    const evaluation = shared(op, args, () => form(op, args));
    return node(op, args, at, evaluation);
  }

  function build(part: Json, path: Path, depth: number): Node {
    if (depth > MAX_DEPTH) return fail(path, `the condition is nested more than ${MAX_DEPTH} deep`);
    if (Array.isArray(part))
      return list(
        part.map((arg, i) => build(arg, [...path, i], depth + 1)),
        path,
      );
    return isObject(part) ? operation(part, path, depth) : literal(part, path);
  }

  return build(expression, [], 0);
}

/** The expression with every `param` replaced by its value: plain JSONLogic, as json-logic-js reads it. */
export function plainJsonLogic(expression: Json, parameters: JsonObject): Json {
  if (Array.isArray(expression)) return expression.map((part) => plainJsonLogic(part, parameters));
  if (!isObject(expression)) return expression;
  if (Object.hasOwn(expression, "param")) {
    const { param } = expression;
    const name = Array.isArray(param) ? param[0] : param;
    return typeof name === "string" && Object.hasOwn(parameters, name) ? (parameters[name] as Json) : null;
  }
  // An ordinary map, in which json-logic-js finds its way faster; its one key is the name of an operator.
  const copy: JsonObject = {};
  for (const key of Object.keys(expression)) {
    const operand = expression[key] as Json;
    const plain = plainJsonLogic(operand, parameters);
    // A parameter that is a list is one argument, not all of them.
    copy[key] = Array.isArray(plain) && !Array.isArray(operand) ? [plain] : plain;
  }
  return copy;
}
