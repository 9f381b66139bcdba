import { type Json, type JsonObject } from "../util/json.ts";
import type { Path } from "../util/json-path.ts";
import type { CompiledPath, Scope } from "./scope.ts";
import { type Result, type Truth } from "./truth.ts";
/** A compiled expression. */
export interface Node {
    readonly op: string;
    readonly args: readonly Node[];
    /** Path of the expression in its condition. */
    readonly path: Path;
    /** The value of a literal. */
    readonly literal: Json | undefined;
    /** The parameter that the literal came from. */
    readonly param: string | undefined;
    /** The path that it reads, if the path is a literal. */
    readonly reads: CompiledPath | undefined;
    /** The same number for equal expressions. */
    readonly id: number;
    /** Evaluates it as an operand. */
    readonly value: (scope: Scope) => Result;
    /** Evaluates it as a condition. */
    readonly truth: (scope: Scope) => Truth;
}
/** A mistake in an expression. */
export interface CompileError {
    readonly path: Path;
    readonly message: string;
}
/**
 * Compiles a JSONLogic expression.
 * @param expression the expression as written in its policy
 * @param parameters the values that `param` stands for
 * @param errors receives the mistakes: unknown operators, two operators in one node, wrong arity, undeclared parameters
 */
export declare function compile(expression: Json, parameters: JsonObject, errors: CompileError[]): Node;
/** The expression with every `param` replaced by its value. */
export declare function plainJsonLogic(expression: Json, parameters: JsonObject): Json;
