import jsonLogic from "json-logic-js";
import { type CompileError, type Node, compile, plainJsonLogic } from "../../src/logic/compile.ts";
import { withFrames } from "../../src/logic/frames.ts";
import { crossCheck } from "../../src/logic/cross-check.ts";
import { type Result, type Truth, UNKNOWN } from "../../src/logic/truth.ts";
import type { Json, JsonObject } from "../../src/util/json.ts";
import { parameters } from "./values.ts";
import { BudgetExceeded, rootScope } from "../../src/logic/scope.ts";

/** Compiles an expression that has no mistake. */
export function compiled(expression: Json, given: JsonObject = parameters): Node {
  const errors: CompileError[] = [];
  const node = compile(expression, given, errors);
  if (errors.length > 0) throw new Error(`${JSON.stringify(expression)}: ${JSON.stringify(errors)}`);
  return node;
}

/** The truth of an expression. */
export function truthOf(expression: Json, data: Json): Truth {
  return compiled(expression).truth(rootScope(data));
}

/** The value of an expression. */
export function valueOf(expression: Json, data: Json): Result {
  return compiled(expression).value(rootScope(data));
}

/** The messages of the mistakes in an expression. */
export function mistakes(expression: Json, given: JsonObject = parameters): string[] {
  const errors: CompileError[] = [];
  compile(expression, given, errors);
  return errors.map(({ path, message }) => `${path.join("/")}: ${message}`);
}

/** An expression as json-logic-js reads it. */
export const plain = (expression: Json): Json => withFrames(plainJsonLogic(expression, parameters));

// json-logic-js learns the own operators when the cross-check first runs.
crossCheck(true, null);

/** What json-logic-js makes of an expression; undefined when it throws. */
export function reference(expression: Json, data: Json): { readonly value: unknown } | undefined {
  try {
    return { value: jsonLogic.apply(plain(expression) as jsonLogic.RulesLogic, data) };
  } catch {
    return undefined;
  }
}

/** Whether json-logic-js finds an expression true; undefined when it throws. */
export const referenceTruth = (expression: Json, data: Json): boolean | undefined =>
  crossCheck(plain(expression), data);

/** A truth in one letter: T, F or U. */
export function letter(truth: Truth): "T" | "F" | "U" {
  return truth === UNKNOWN ? "U" : truth ? "T" : "F";
}

/** Comes of an evaluation that was stopped. */
export const exceeded = Symbol("exceeded");

/** The outcome of an evaluation with so many steps. */
export function withSteps(steps: number, one: Json, data: Json): Result | typeof exceeded {
  try {
    return compiled(one).value(rootScope(data, steps));
  } catch (error) {
    if (error instanceof BudgetExceeded) return exceeded;
    throw error;
  }
}
