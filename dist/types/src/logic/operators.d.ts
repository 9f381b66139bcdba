import { RE2JS } from "re2js";
import { type Json } from "../util/json.ts";
import { type Result } from "./truth.ts";
/** An operator whose arguments are all evaluated before it is applied. */
export interface Operator {
    /** Least and greatest number of arguments. */
    readonly arity: readonly [number, number];
    /** The result; unknown for arguments of unsupported types. */
    readonly apply: (a: Json, b: Json, ...more: Json[]) => Result;
    /** Documentation for authors. Standard operators are documented on jsonlogic.com. */
    readonly about?: About;
}
/** The documentation of an operator that caregate adds. */
interface About {
    /** Types of its arguments and result. */
    readonly types: string;
    readonly doc: string;
    /** Example conditions with their data and result; undefined for unknown. */
    readonly examples: readonly {
        readonly logic: Json;
        readonly data: Json;
        readonly gives: Json | undefined;
    }[];
}
/** An RE2 pattern, which matches in linear time; undefined when the source is invalid. */
export declare function patternOf(source: string): RE2JS | undefined;
/**
 * Operators with evaluated arguments. `and`, `or`, `if`, the quantifiers and `var` control their own evaluation and are
 * in compile.ts. Extra arguments that json-logic-js would ignore are rejected at compile time.
 */
export declare const operators: Readonly<Record<string, Operator>>;
/** Operators that control their own evaluation, with their minimum and maximum number of arguments. */
export declare const forms: Readonly<Record<string, readonly [number, number]>>;
export {};
