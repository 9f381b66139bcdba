import type { Json } from "../../util/json.ts";
import { operationOf } from "../operation.ts";

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
  const found = operationOf(condition);
  return found ? normalOperation(found.op, found.args.map(normalCondition)) : condition;
}
