import type { Json } from "../util/json.ts";
import type { Node } from "./compile.ts";
/** An operand in words, and what it is made of: that decides where it needs parentheses. */
export interface Named {
    readonly text: string;
    readonly kind: "atom" | "phrase" | "sum" | "clause";
}
/** An operand within a sum, a list or words on both sides. */
export declare const inSum: ({ text, kind }: Named) => string;
/** An operand after words such as `the number of`. */
export declare const inPhrase: ({ text, kind }: Named) => string;
/** A value as it is written, all its digits; the elements of a list with commas, those of a list in a list in brackets. */
export declare function writeLiteral(value: Json | undefined): string;
/** A path in the step of a `reduce`: of the entry, or of the result so far. */
export declare function nameFold([head, ...rest]: readonly string[]): string;
/** Whether the step of a `reduce` keeps the smaller or the larger of two values; undefined for another one. */
export declare function extremeOf({ op, args }: Node): "smallest" | "largest" | undefined;
/** What the step of a `reduce` adds to the result so far; undefined if it does something else. */
export declare function addedTo({ op, args }: Node): Node | undefined;
