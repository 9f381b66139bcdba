import { type Json } from "../util/json.ts";
import type { Node } from "./compile.ts";
import { type TracePosition, type PathRead } from "./reads.ts";
import { type Truth } from "./truth.ts";
/** A value as a reader wants it: texts as they are, but for one that is empty; lists in brackets. */
export declare function showValue(value: Json | undefined): string;
/** What an expression is called. */
export declare function operandName(node: Node, place: TracePosition): string;
/** A decided or undecided condition in words. */
export declare function explainResult(node: Node, place: TracePosition, truth: Truth, unstated: readonly PathRead[]): string;
/** A condition on an element in general, not as it came out: what was looked for. */
export declare function explainOperand(node: Node, place: TracePosition): string;
