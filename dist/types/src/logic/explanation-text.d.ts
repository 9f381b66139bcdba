import type { Node } from "./compile.ts";
import { type TracePosition, type PathRead } from "./reads.ts";
import { type Truth } from "./truth.ts";
/** A condition that decided, or is undecided, in words. */
export declare function explainResult(node: Node, place: TracePosition, truth: Truth, unstated: readonly PathRead[]): string;
/** A condition on an element in general, not its result: what the rule looks for. */
export declare function explainOperand(node: Node, place: TracePosition): string;
