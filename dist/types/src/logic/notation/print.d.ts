import type { Json } from "../../util/json.ts";
/** How to print a condition. */
export interface NotationOptions {
    /** Longest line in characters (default: 100). */
    readonly width?: number;
    /** Names of the parameters of the policy. */
    readonly parameters?: readonly string[];
    /** The scopes around a part of a condition, from the outermost inwards. */
    readonly scopes?: readonly NotationScope[];
}
/** Names that paths start with in the part that is printed. */
export interface NotationScope {
    readonly names: readonly string[];
    readonly fold: boolean;
}
/** Writes a condition in its one canonical text, which `parseCondition` reads as the same condition in normal form. */
export declare function printCondition(condition: Json, options?: NotationOptions): string;
/**
 * The scope of the second operand of an operator on a list.
 * @param options the scopes around the operator, and the parameters of the policy
 */
export declare function scopeInside(op: string, list: Json, { scopes, parameters }: NotationOptions): NotationScope;
/** The text of a condition on one line, its middle left out where it is long. */
export declare function shortNotation(condition: Json, options?: NotationOptions): string;
