import type { JsonObject } from "../util/json.ts";
import type { Node } from "./compile.ts";
import { type Type } from "./types.ts";
/** Which truths a condition can have on a valid document, unknown left aside. */
export interface PossibleTruths {
    readonly true: boolean;
    readonly false: boolean;
}
export declare const BOTH: PossibleTruths;
/** What is known of an expression before any document is read. */
export interface Typed {
    readonly type: Type;
    readonly truths: PossibleTruths;
}
/** A checker at one place of an expression: its scope, and where mistakes go. */
export interface Checker {
    readonly scope: Type;
    /** The types of the scopes around that of an element, from the rule context inwards. */
    readonly around: readonly Type[];
    /** The parameters as their policy declares them. */
    readonly parameters: JsonObject;
    report(node: Node, message: string): void;
}
/** What an operator asks of the types of its arguments, and what it gives. */
export type CheckedOperator = (node: Node, types: readonly Type[], checker: Checker) => Typed;
export declare const value: (type: Type) => Typed;
export declare const failed: Typed;
/** The path of a `var`: empty for the scope itself. */
export declare const pathOf: (node: Node) => string;
/** An operand as an author writes it. */
export declare function plain(node: Node): string;
/** What an expression is called in a message. */
export declare function nameOf(node: Node): string;
/** What is read at a path, in a message. */
export declare const nameOfPath: (path: string) => string;
/** The texts that a type may be, or undefined when it may be many. */
export declare function textsOf(type: Type): readonly string[] | undefined;
/** The texts of one type that no value of another can be; undefined where either may be many. */
export declare function textsOutside(a: Type, b: Type): readonly string[] | undefined;
/** Reports texts that no value of an enum can be. */
export declare function outsideEnum(at: Node, written: Type, wanted: Type, name: string, checker: Checker): boolean;
