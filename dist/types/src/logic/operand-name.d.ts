import type { Node } from "./compile.ts";
import { type TracePosition } from "./reads.ts";
/** The name of an expression: the fields that it reads, never its operators. */
export declare function operandName(node: Node, place: TracePosition): string;
