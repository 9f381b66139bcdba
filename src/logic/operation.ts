import { type Json, isObject } from "../util/json.ts";

/** An operator and its operands. */
export interface Operation {
  readonly op: string;
  readonly args: readonly Json[];
}

/** The operator and operands of a condition; undefined for what is a value. */
export function operationOf(expression: Json): Operation | undefined {
  if (!isObject(expression)) return undefined;
  const [op] = Object.keys(expression);
  if (op === undefined) return undefined;
  const operand = expression[op] as Json;
  return { op, args: Array.isArray(operand) ? operand : [operand] };
}
