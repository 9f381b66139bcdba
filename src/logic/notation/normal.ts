import { type Json, isObject } from "../../util/json.ts";

/**
 * An operation in the form that the notation gives it: `?:` is `if`, and a single operand stands without a list. An
 * operand that is a list stays in one, and so do the paths of `missing`.
 */
export function normalOperation(op: string, args: readonly Json[]): Json {
  const [only] = args;
  const single = args.length === 1 && op !== "missing" && only !== undefined && !Array.isArray(only);
  return { [op === "?:" ? "if" : op]: single ? only : [...args] };
}

/** A condition whose operations have their normal form. It evaluates as before. */
export function normalCondition(condition: Json): Json {
  if (Array.isArray(condition)) return condition.map(normalCondition);
  if (!isObject(condition)) return condition;
  const [op] = Object.keys(condition);
  if (op === undefined) return condition;
  const operand = condition[op] as Json;
  return normalOperation(op, (Array.isArray(operand) ? operand : [operand]).map(normalCondition));
}
