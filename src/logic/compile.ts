import { ownName } from "./operator-names.ts";
import { type Json, type JsonObject, isObject } from "../util/json.ts";
import type { Path } from "../util/json-path.ts";
import { closestWord, didYouMean } from "../util/text.ts";
import { type Evaluation, byValue, evaluationOf, valuesOf } from "./evaluate-forms.ts";
import { elementOperators } from "./list-operators.ts";
import { forms, operators } from "./operators.ts";
import type { CompiledPath, Scope } from "./scope.ts";
import { type Result, type Truth, UNKNOWN } from "./truth.ts";

/** A compiled expression. */
export interface Node {
  readonly op: string;
  readonly args: readonly Node[];
  /** Path of the expression in its condition. */
  readonly path: Path;
  /** The value of a literal. */
  readonly literal: Json | undefined;
  /** The parameter that the literal came from. */
  readonly param: string | undefined;
  /** The path that it reads, if the path is a literal. */
  readonly reads: CompiledPath | undefined;
  /** The same number for equal expressions. */
  readonly id: number;
  /** Evaluates it as an operand. */
  readonly value: (scope: Scope) => Result;
  /** Evaluates it as a condition. */
  readonly truth: (scope: Scope) => Truth;
}

/** A mistake in an expression. */
export interface CompileError {
  readonly path: Path;
  readonly message: string;
}

const MAX_DEPTH = 64;
/** Arguments that an operator may have: JavaScript fails when it has to pass on some hundred thousand. */
const MAX_ARGUMENTS = 10_000;

type Shared = Pick<Node, "value" | "truth" | "reads" | "id">;

const evaluations = new Map<string, Shared>();

/**
 * The evaluation of an operator on some arguments, the same for all equal expressions. Rules repeat each other a lot, so
 * that evaluation touches little memory, which stays in the caches of the processor.
 */
function shared(op: string, args: readonly Node[], make: () => Evaluation): Shared {
  return sharedAs(`${op} ${args.map(({ id }) => id).join(" ")}`, make);
}

function sharedAs(key: string, make: () => Evaluation): Shared {
  const known = evaluations.get(key);
  if (known) return known;
  const { value, truth, reads } = make();
  const evaluation = { value, truth, reads, id: evaluations.size };
  evaluations.set(key, evaluation);
  return evaluation;
}

/** Every expression is made here, so that all have the same object shape, which makes evaluation faster. */
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

/** What to write for an operator that does not exist; undefined for one that does. */
function unknownOperator(op: string): string | undefined {
  const all = [...Object.keys(operators), ...Object.keys(forms)];
  if (all.includes(op)) return undefined;
  const near = ownName(op) ?? closestWord(op, all);
  return `there is no operator \`${op}\`${near ? `; did you mean \`${near}\`?` : `: the operators are ${all.filter((one) => one !== "log").join(", ")}`}`;
}

/** What stands around an expression. */
interface Around {
  readonly depth: number;
  /** Number of lists whose element it is evaluated for. */
  readonly lists: number;
  /** True in the step of a `reduce`. */
  readonly fold: boolean;
}

/** Describes the mistake in an `outer`; undefined for a valid one. */
function outerProblem([path, level]: readonly Json[], { lists, fold }: Around): string | undefined {
  if (typeof path !== "string" || (path === "" && level === undefined))
    return "the path of `outer` is written out as a text";
  if (fold) return "`outer` cannot stand in `reduce`: select the elements before, with `filter` or `map`";
  if (lists === 0) return `\`outer\` reads from outside of a list, and this is outside: write { var: ${path} }`;
  if (level === undefined || (Number.isInteger(level) && Number(level) >= 1 && Number(level) < lists)) return undefined;
  const levels = lists === 2 ? "1, for the enclosing element" : `1 to ${lists - 1}, for the enclosing elements`;
  const wanted = lists === 1 ? "" : `the level of \`outer\` here is ${levels}; `;
  return `${wanted}without a level \`outer\` reads from the rule context: write { outer: ${path} }`;
}

/**
 * Compiles a JSONLogic expression.
 * @param expression the expression as written in its policy
 * @param parameters the values that `param` stands for
 * @param errors receives the mistakes: unknown operators, two operators in one node, wrong arity, undeclared parameters
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

  function operation(expression: JsonObject, path: Path, around: Around): Node {
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
    const unknown = unknownOperator(op);
    if (unknown) return fail(at, unknown);
    const operand = expression[op] as Json;
    if (op === "param") return parameter(Array.isArray(operand) && operand.length === 1 ? operand[0] : operand, at);
    const next = { ...around, depth: around.depth + 1 };
    const inside = { ...next, lists: next.lists + 1, fold: next.fold || op === "reduce" };
    const args = Array.isArray(operand)
      ? operand.map((arg, i) => build(arg, [...at, i], i === 1 && elementOperators.has(op) ? inside : next))
      : [build(operand, at, next)];
    const wrong =
      arityError(op, args.length) ??
      (op === "outer" ? outerProblem(Array.isArray(operand) ? operand : [operand], around) : undefined);
    if (wrong) return fail(at, wrong);
    const evaluation = shared(op, args, () => evaluationOf(op, args));
    return node(op, args, at, evaluation);
  }

  function build(part: Json, path: Path, around: Around): Node {
    const { depth } = around;
    if (depth > MAX_DEPTH) return fail(path, `the condition is nested more than ${MAX_DEPTH} deep`);
    if (Array.isArray(part))
      return list(
        part.map((arg, i) => build(arg, [...path, i], { ...around, depth: depth + 1 })),
        path,
      );
    return isObject(part) ? operation(part, path, around) : literal(part, path);
  }

  return build(expression, [], { depth: 0, lists: 0, fold: false });
}

/** The expression with every `param` replaced by its value. */
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
