import type { Json } from "../util/json.ts";
import type { Node } from "./compile.ts";
import { type CompiledPath, type Scope } from "./scope.ts";
import { type Result, UNKNOWN } from "./truth.ts";
/** The evaluation of one operator on compiled arguments. */
export interface Evaluation extends Pick<Node, "value" | "truth"> {
    readonly reads?: CompiledPath;
}
/** An expression whose truth is that of its value. */
export declare function byValue(value: (scope: Scope) => Result): Evaluation;
export declare function valuesOf(args: readonly Node[], scope: Scope): Json[] | typeof UNKNOWN;
export declare function evaluationOf(op: string, args: readonly Node[]): Evaluation;
