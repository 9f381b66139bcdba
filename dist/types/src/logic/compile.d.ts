import { type Json, type JsonObject, type Path } from "../util/json.ts";
import { type Result, type Truth, UNKNOWN, lookup } from "./truth.ts";
/** What an expression is evaluated on. */
export interface Scope {
    /** The rule context, or, inside a quantifier, the element. */
    readonly data: Json;
    /** What may still be computed before the run is stopped; shared by all scopes of an evaluation. */
    readonly budget: {
        steps: number;
    };
    /** What paths were found to lead to, by their slots; undefined where that is not kept. */
    readonly found: (ReturnType<typeof lookup> | undefined)[] | undefined;
}
/** A compiled expression. */
export interface Node {
    readonly op: string;
    readonly args: readonly Node[];
    /** Where the expression stands in the condition it is part of. */
    readonly path: Path;
    /** The value of a literal. */
    readonly literal: Json | undefined;
    /** The parameter that a literal came from. */
    readonly param: string | undefined;
    /** The path that it reads, where that is written out. */
    readonly reads: CompiledPath | undefined;
    /** The number of its evaluation: the same for equal expressions. */
    readonly id: number;
    /** The value, as where an operand is wanted. */
    readonly value: (scope: Scope) => Result;
    /** The truth, as where nothing but the truth is wanted. */
    readonly truth: (scope: Scope) => Truth;
}
/** A path as the evaluator follows it. */
interface CompiledPath {
    /** From the scope's data on; a path that is none leads nowhere. */
    readonly keys: readonly string[] | typeof UNKNOWN;
    /** Where the scope of a whole rule context keeps what is found there. */
    readonly slot: number;
}
/** Why an expression does not compile. */
export interface CompileError {
    readonly path: Path;
    readonly message: string;
}
/** Steps an evaluation may take: far beyond what any rule needs, and over in well under a second. */
export declare const STEP_BUDGET = 1000000;
/** Thrown when an evaluation exceeds its budget; callers turn it into an error, never into a pass. */
export declare class BudgetExceeded extends Error {
    name: string;
}
/** Takes steps from the budget of an evaluation. */
export declare function spend(scope: Scope, steps: number): void;
/** The scope of a whole rule context. */
export declare function rootScope(data: Json, steps?: number): Scope;
/** The scope of a whole rule context that many conditions read one after the other: each path is followed once. */
export declare function createCachedScope(data: Json): Scope;
/** Gives the next condition the whole budget. */
export declare function resetBudget({ budget }: Scope): void;
/** The keys of a dotted path; no keys for the scope itself. */
export declare function keysOf(path: Result): string[] | typeof UNKNOWN;
/**
 * Compiles a JSONLogic expression.
 * @param expression the expression as its policy has it
 * @param parameters the values that `param` stands for
 * @param errors where mistakes are put: unknown operators, two operators in one node, wrong arity, undeclared parameters
 */
export declare function compile(expression: Json, parameters: JsonObject, errors: CompileError[]): Node;
/** The expression with every `param` replaced by its value: plain JSONLogic, as json-logic-js reads it. */
export declare function plainJsonLogic(expression: Json, parameters: JsonObject): Json;
export {};
