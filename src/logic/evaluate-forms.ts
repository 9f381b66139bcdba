import type { Json } from "../util/json.ts";
import type { Node } from "./compile.ts";
import { type Operator, operators } from "./operators.ts";
import {
  type CompiledPath,
  type Scope,
  compilePath,
  elementScope,
  followPath,
  keysOf,
  outerScope,
  spend,
} from "./scope.ts";
import { ABSENT, type Result, type Truth, UNKNOWN, lookup, not, truthOf, truthy } from "./truth.ts";

/** The evaluation of one operator on compiled arguments. */
export interface Evaluation extends Pick<Node, "value" | "truth"> {
  readonly reads?: CompiledPath;
}

/** An expression whose truth is that of its value. */
export function byValue(value: (scope: Scope) => Result): Evaluation {
  return { value, truth: (scope) => truthOf(value(scope)) };
}

/** An expression that is true, false or unknown wherever it stands. */
function byTruth(truth: (scope: Scope) => Truth): Evaluation {
  return { value: truth, truth };
}

/** `and` (decisive: false) and `or` (decisive: true). */
function junction(args: readonly Node[], decisive: boolean): Evaluation {
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
    // As an operand it gives one of its arguments, so an unknown one must not be skipped.
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

function conditional(args: readonly Node[]): Evaluation {
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

/** The elements of a list expression; unknown when it is missing or no list. */
function elements(list: Node, scope: Scope): Json[] | typeof UNKNOWN {
  const value = operand(list, scope);
  if (!Array.isArray(value)) return UNKNOWN;
  spend(scope, value.length);
  return value;
}

/** `some` (decisive: true) and `all` (decisive: false); both are false of an empty list, as in JSONLogic. */
function quantifier(list: Node, body: Node, decisive: boolean): Evaluation {
  return byTruth((scope) => {
    const values = elements(list, scope);
    if (values === UNKNOWN) return UNKNOWN;
    if (values.length === 0) return false;
    const element = elementScope(scope);
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

function filter(list: Node, body: Node): Evaluation {
  return byValue((scope) => {
    const values = elements(list, scope);
    if (values === UNKNOWN) return UNKNOWN;
    const element = elementScope(scope);
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

function map(list: Node, body: Node): Evaluation {
  return byValue((scope) => {
    const values = elements(list, scope);
    if (values === UNKNOWN) return UNKNOWN;
    const element = elementScope(scope);
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

function reduce(list: Node, body: Node, initial: Node | undefined): Evaluation {
  return byValue((scope) => {
    const values = elements(list, scope);
    let accumulator: Result = initial ? initial.value(scope) : null;
    if (values === UNKNOWN || accumulator === UNKNOWN) return UNKNOWN;
    const element = elementScope(scope);
    for (const current of values) {
      // An ordinary map, as json-logic-js makes it: what that finds on every map (`toString`) is unknown, not absent.
      element.data = { current, accumulator };
      accumulator = body.value(element);
      if (accumulator === UNKNOWN) return UNKNOWN;
    }
    return accumulator;
  });
}

function variable(path: Node | undefined, fallback: Node | undefined): Evaluation {
  if (path && path.op !== "literal") {
    return byValue((scope) => {
      const keys = keysOf(path.value(scope));
      return stated(keys === UNKNOWN ? UNKNOWN : lookup(scope.data, keys), fallback, scope);
    });
  }
  const written = keysOf(path?.literal ?? null);
  const reads = compilePath(written);
  return {
    value: (scope) => stated(followPath(scope, reads), fallback, scope),
    truth: (scope) => truthOf(stated(followPath(scope, reads), fallback, scope)),
    ...(fallback ? {} : { reads }),
  };
}

/** A path of the rule context or of an enclosing element. The compiler has checked that path and level are written out. */
function outer(path: Node, level: Node | undefined): Evaluation {
  const reads = compilePath(keysOf(path.literal ?? null));
  const levels = level === undefined ? undefined : Number(level.literal);
  return byValue((scope) => {
    const around = outerScope(scope, levels);
    return stated(followPath(around, reads), undefined, around);
  });
}

/** The value that an expression gives for a lookup: the default if nothing is there, unknown for an empty field. */
function stated(found: ReturnType<typeof lookup>, fallback: Node | undefined, scope: Scope): Result {
  if (found === ABSENT) return fallback ? fallback.value(scope) : UNKNOWN;
  return found === null ? UNKNOWN : found;
}

/** The value of an operand. Literals and paths, which most operands are, cost no call. */
function operand({ literal, reads, value }: Node, scope: Scope): Result {
  if (literal !== undefined) return literal;
  return reads ? stated(followPath(scope, reads), undefined, scope) : value(scope);
}

/** The truth of an operand. */
function holds({ reads, truth }: Node, scope: Scope): Truth {
  return reads ? truthOf(stated(followPath(scope, reads), undefined, scope)) : truth(scope);
}

/** A key of `missing` and the keys of its path. */
type Required = readonly [key: Json, path: ReturnType<typeof keysOf>];

const requiredOf = (keys: readonly Json[]): Required[] => keys.map((key) => [key, keysOf(key)]);

/** Those of the keys whose value is absent, null or an empty text. It is never unknown for a missing value. */
function missingOf(scope: Scope, required: readonly Required[]): Result {
  const missing: Json[] = [];
  for (const [key, path] of required) {
    const found = path === UNKNOWN ? UNKNOWN : lookup(scope.data, path);
    if (found === UNKNOWN) return UNKNOWN;
    if (found === ABSENT || found === null || found === "") missing.push(key);
  }
  return missing;
}

export function valuesOf(args: readonly Node[], scope: Scope): Json[] | typeof UNKNOWN {
  const values: Json[] = [];
  for (const arg of args) {
    const value = arg.value(scope);
    if (value === UNKNOWN) return UNKNOWN;
    values.push(value);
  }
  return values;
}

/** The keys that `missing` names: its arguments, or its first one if that is a list. */
const keysNamed = (values: readonly Json[]): readonly Json[] => (Array.isArray(values[0]) ? values[0] : values);

function missing(args: readonly Node[]): Evaluation {
  const written = args.map(({ literal }) => literal);
  if (written.every((value) => value !== undefined)) {
    const required = requiredOf(keysNamed(written));
    return byValue((scope) => missingOf(scope, required));
  }
  return byValue((scope) => {
    const values = valuesOf(args, scope);
    return values === UNKNOWN ? UNKNOWN : missingOf(scope, requiredOf(keysNamed(values)));
  });
}

function missingSome(need: Node, options: Node): Evaluation {
  return byValue((scope) => {
    const [count, keys] = [need.value(scope), options.value(scope)];
    if (typeof count !== "number" || !Array.isArray(keys)) return UNKNOWN;
    const absent = missingOf(scope, requiredOf(keys));
    if (absent === UNKNOWN) return UNKNOWN;
    return keys.length - (absent as Json[]).length >= count ? [] : absent;
  });
}

function applied(op: string, args: readonly Node[]): Evaluation {
  const operator = operators[op] as Operator;
  const [first, second] = args;
  if (args.length === 2 && first && second) return pair(operator, first, second);
  return byValue((scope) => {
    const values = valuesOf(args, scope);
    return values === UNKNOWN ? UNKNOWN : made(scope, operator.apply(...(values as [Json, Json, ...Json[]])));
  });
}

/** Applies an operator to two arguments, as most take, without making a list of them. */
function pair(operator: Operator, first: Node, second: Node): Evaluation {
  function apply(scope: Scope): Result {
    const a = operand(first, scope);
    if (a === UNKNOWN) return UNKNOWN;
    const b = operand(second, scope);
    return b === UNKNOWN ? UNKNOWN : made(scope, operator.apply(a, b));
  }
  return { value: apply, truth: (scope) => truthOf(apply(scope)) };
}

/** Charges a result by its length. */
function made(scope: Scope, result: Result): Result {
  if (typeof result === "string" || Array.isArray(result)) spend(scope, result.length);
  return result;
}

export function evaluationOf(op: string, args: readonly Node[]): Evaluation {
  const [first, second, third] = args as [Node, Node, Node];
  switch (op) {
    case "var":
      return variable(first, second);
    case "outer":
      return outer(first, second);
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
