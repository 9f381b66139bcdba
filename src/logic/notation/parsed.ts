import type { Json } from "../../util/json.ts";
import type { Path } from "../../util/json-path.ts";
import { normalOperation } from "./normal.ts";
import type { TextSpan } from "./tokens.ts";

/** A part of a condition in JSONLogic, and where its text is. */
export interface Parsed extends TextSpan {
  readonly json: Json;
  /** The operator; undefined for a value or a list. */
  readonly op?: string;
  /** Operands of an operator, or elements of a list. */
  readonly operands?: readonly Parsed[];
  /** True for a sum or product without parentheses around it, which takes more operands. */
  readonly open?: boolean;
}

/** A value. */
export function valueOf({ from, to }: TextSpan, json: Json): Parsed {
  return { json, from, to };
}

/** An operation in its normal form. */
export function parsedOperation({ from, to }: TextSpan, op: string, operands: readonly Parsed[]): Parsed {
  const json = normalOperation(
    op,
    operands.map(({ json }) => json),
  );
  return { json, from, to, op, operands };
}

/** Collects the text span of each part, by its path in the JSONLogic. */
export function collectSpans(parsed: Parsed, path: Path, add: (path: Path, span: TextSpan) => void): void {
  add(path, parsed);
  const { json, op, operands = [] } = parsed;
  const base = op === undefined ? path : [...path, op];
  const listed = op === undefined || Array.isArray((json as Record<string, Json>)[op]);
  operands.forEach((operand, i) => collectSpans(operand, listed ? [...base, i] : base, add));
}
