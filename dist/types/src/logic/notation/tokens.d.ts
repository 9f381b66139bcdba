import type { Json } from "../../util/json.ts";
/** A part of the text, as offsets; the end is exclusive. */
export interface TextSpan {
    readonly from: number;
    readonly to: number;
}
/** A mistake in the text of a condition. */
export declare class NotationError extends Error {
    readonly span: TextSpan;
    constructor({ from, to }: TextSpan, message: string);
}
/** A word, sign or value of the text. */
export interface Token extends TextSpan {
    readonly kind: "name" | "value" | "sign" | "quoted" | "end";
    readonly text: string;
    /** The value of a number, a text or a date. */
    readonly value: Json;
    /** Column of the token, from 0. */
    readonly column: number;
    /** True for the first token of its line. */
    readonly first: boolean;
    /** Column of the first token of its line. */
    readonly indent: number;
}
/**
 * Splits the text of a condition into tokens; the last one is its end.
 * @throws NotationError for what is no token
 */
export declare function tokensOf(source: string): Token[];
