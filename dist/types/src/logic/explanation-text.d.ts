import { type Json } from "../util/json.ts";
import type { Node } from "./compile.ts";
import { type TracePosition, type PathRead } from "./reads.ts";
import { type Truth } from "./truth.ts";
/** A value with no more parts than a reader can take in. Its own list states how many are left out. */
export declare function shortened(value: Json): Json;
/** A value as a reader wants it: texts as they are, but for one that is empty; lists in brackets. */
export declare function showValue(value: Json | undefined): string;
/**
 * A value in a sentence: a list without brackets, its first elements and the number of the others.
 * @param most elements that are shown
 */
export declare function showInline(value: Json | undefined, most?: number): string;
/** The name of an expression: the fields that it reads, never its operators. */
export declare function operandName(node: Node, place: TracePosition): string;
/** A condition that decided, or is undecided, in words. */
export declare function explainResult(node: Node, place: TracePosition, truth: Truth, unstated: readonly PathRead[]): string;
/** A condition on an element in general, not its result: what the rule looks for. */
export declare function explainOperand(node: Node, place: TracePosition): string;
