import type { Json } from "../../util/json.ts";
import type { Path } from "../../util/json-path.ts";
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
export declare function valueOf({ from, to }: TextSpan, json: Json): Parsed;
/** An operation in its normal form. */
export declare function parsedOperation({ from, to }: TextSpan, op: string, operands: readonly Parsed[]): Parsed;
/** Collects the text span of each part, by its path in the JSONLogic. */
export declare function collectSpans(parsed: Parsed, path: Path, add: (path: Path, span: TextSpan) => void): void;
