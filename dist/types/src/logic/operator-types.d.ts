import type { Node } from "./compile.ts";
import { type CheckedOperator, type Checker } from "./type-checker.ts";
import { type NumberType, type Type } from "./types.ts";
/** The numbers that a value may be: any where nothing is known of them. */
export declare function rangeOf(type: Type): NumberType;
/** The type of the elements of a list, or undefined after reporting that it is none. */
export declare function elementOf(node: Node, type: Type, checker: Checker): Type | undefined;
/** What each operator asks of the types of its arguments, and what it gives. */
export declare const operations: Readonly<Record<string, CheckedOperator>>;
