import { type Json } from "../util/json.ts";
/** A value with no more parts than a reader can take in. Its own list states how many are left out. */
export declare function shortened(value: Json): Json;
/** A value as a reader wants it: texts as they are, but for one that is empty; lists in brackets. */
export declare function showValue(value: Json | undefined): string;
/**
 * A value in a sentence: a list without brackets, its first elements and the number of the others.
 * @param most elements that are shown
 */
export declare function showInline(value: Json | undefined, most?: number): string;
/** Four decimals are enough for a reader, but for a number that is so small that nothing would be left of it. */
export declare function round(value: number): number;
