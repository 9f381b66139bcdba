import { RE2JS } from "re2js";
import { type Json } from "../util/json.ts";
import { type Result } from "./truth.ts";
/** An operator whose arguments are all worked out before it is applied. */
export interface Operator {
    /** Least and greatest number of arguments. */
    readonly arity: readonly [number, number];
    /** What it gives; unknown where the arguments are of types it does not take. */
    readonly apply: (a: Json, b: Json, ...more: Json[]) => Result;
    /** What to tell an author; the standard operators are told of by jsonlogic.com. */
    readonly about?: About;
}
/** The documentation of an operator of our own. */
interface About {
    /** What it takes and gives, in types. */
    readonly types: string;
    readonly doc: string;
    /** Conditions, what they are evaluated on, and what comes of it; undefined for unknown. */
    readonly examples: readonly {
        readonly logic: Json;
        readonly data: Json;
        readonly gives: Json | undefined;
    }[];
}
/** A regular expression of RE2, which takes linear time whatever the text; undefined when it is none. */
export declare function patternOf(source: string): RE2JS | undefined;
/**
 * The operators that take worked-out arguments. `and`, `or`, `if`, the quantifiers and `var` decide themselves what
 * they evaluate and stand in compile.ts. Arguments beyond json-logic-js's own are refused at compile time.
 */
export declare const operators: Readonly<Record<string, Operator>>;
/** Operators that decide themselves what they evaluate, with their least and greatest number of arguments. */
export declare const forms: Readonly<Record<string, readonly [number, number]>>;
export {};
