import type { Node } from "../logic/compile.ts";
import { type Type } from "../logic/types.ts";
import type { Json, Path } from "../util/json.ts";
/** The path that a `var` reads; undefined when it is computed. */
export declare function operandPath(node: Node): Path | undefined;
/** The type of an operand's value, as far as its neighbours depend on it. */
export declare function operandType(node: Node, scope: Type): Type | undefined;
/** The first operand with which an operator gives a value, if there is one. */
export declare function firstOperand(op: string, value: Json, second: Json): Json | undefined;
/** The second operand with which an operator gives a value, if there is one. */
export declare function secondOperand(op: string, value: Json, first: Json): Json | undefined;
