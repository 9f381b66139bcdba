import { type JsonObject } from "../util/json.ts";
import type { EvaluationInput } from "../evaluate/input.ts";
import type { Type } from "../logic/types.ts";
import type { Rule } from "../policy/rule.ts";
import { type Base } from "./apply-overrides.ts";
/** Default evaluation date of tests. */
export declare const TEST_DATE = "2026-11-22";
/** The documents of one test, ready for evaluation. */
export interface Prepared {
    readonly subject: EvaluationInput;
    /** ISO date of the evaluation. */
    readonly asOf: string;
}
/** The reason why the documents of a test are invalid. */
export interface InvalidOverride {
    /** The path in `given` that causes the problem. */
    readonly change: string;
    readonly message: string;
}
/**
 * Builds the documents of a test from a base and overrides.
 * @param rules the rules that are evaluated on them, which decide the facts that are derived (default: all facts)
 */
export type Prepare = (given: JsonObject, rules?: readonly Rule[]) => Promise<Prepared | {
    readonly refusals: readonly InvalidOverride[];
}>;
/**
 * Creates a preparer for the documents of tests over a base. Equal overrides are prepared once, and unchanged
 * documents are checked once.
 * @param base documents that are valid
 * @param context the type of the rule context; with it, removing a field that no document has is an error
 */
export declare function createPrepare(base: Base, context?: Type): Prepare;
