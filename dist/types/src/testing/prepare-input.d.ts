import { type JsonObject } from "../util/json.ts";
import type { EvaluationInput } from "../evaluate/input.ts";
import type { Type } from "../logic/types.ts";
import { type Base } from "./apply-overrides.ts";
/** The date that tests judge by unless they say otherwise. */
export declare const TEST_DATE = "2026-11-22";
/** The documents of one test, ready to be judged. */
export interface Prepared {
    readonly subject: EvaluationInput;
    /** The date judged by, as an ISO date. */
    readonly asOf: string;
}
/** Why the documents of a test could not occur. */
export interface InvalidOverride {
    /** The path in `given` that brings the problem. */
    readonly change: string;
    readonly message: string;
}
/** Makes the documents of a test from its changes to a base. */
export type Prepare = (given: JsonObject) => Promise<Prepared | {
    readonly refusals: readonly InvalidOverride[];
}>;
/**
 * Makes what prepares the documents of tests over a base. Equal changes are prepared once, and documents that a test
 * leaves as they are were checked once.
 * @param base documents that are valid
 * @param context the type of the rule context; with it, taking away a field that no document has is refused
 */
export declare function createPrepare(base: Base, context?: Type): Prepare;
