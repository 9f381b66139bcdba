import type { Json } from "../util/json.ts";
import { type Result, UNKNOWN, lookup } from "./truth.ts";
/** The data that an expression is evaluated on, with what evaluation may still cost. */
export interface Scope {
    /** The rule context, or, inside a quantifier, the element. */
    readonly data: Json;
    /** Steps that are left, shared by all scopes of an evaluation. */
    readonly budget: {
        steps: number;
    };
    /** Values that paths led to, by the cache slot of the path; undefined if they are not kept. */
    readonly cache: (ReturnType<typeof lookup> | undefined)[] | undefined;
    /** The scope around that of an element; undefined for the rule context. */
    readonly up: Scope | undefined;
}
/** The scope of the elements of a list, one after the other. */
interface ElementScope extends Scope {
    data: Json;
}
/** A path as the evaluator follows it. */
export interface CompiledPath {
    /** From the scope's data on; a path that is none leads nowhere. */
    readonly keys: readonly string[] | typeof UNKNOWN;
    readonly cacheSlot: number;
}
/** Steps that an evaluation may take: far more than any rule needs, and less than a second. */
export declare const STEP_BUDGET = 1000000;
/** Thrown when an evaluation exceeds its budget; callers turn it into an error, never into a pass. */
export declare class BudgetExceeded extends Error {
    name: string;
}
/**
 * Takes steps from the budget of an evaluation.
 * @throws BudgetExceeded when none are left
 */
export declare function spend(scope: Scope, steps: number): void;
/** The scope of a whole rule context. */
export declare function rootScope(data: Json, steps?: number): Scope;
/** The scope of a whole rule context that many conditions read one after the other: each path is followed once. */
export declare function createCachedScope(data: Json): Scope;
/** Gives the next condition the whole budget. */
export declare function resetBudget({ budget }: Scope): void;
/** A scope for the elements of a list, whose data is set to one element after the other. */
export declare const elementScope: (up: Scope) => ElementScope;
/**
 * A scope around another one.
 * @param level how many lists further out; undefined for the rule context
 */
export declare function outerScope(scope: Scope, level: number | undefined): Scope;
/** The keys of a dotted path; no keys for the scope itself. */
export declare function keysOf(path: Result): string[] | typeof UNKNOWN;
/** @param keys the keys of a path that a condition has as a literal */
export declare function compilePath(keys: readonly string[] | typeof UNKNOWN): CompiledPath;
export declare function followPath({ data, cache }: Scope, { keys, cacheSlot }: CompiledPath): ReturnType<typeof lookup>;
export {};
