import { type Json } from "../model/json.ts";
import type { Node } from "./compile.ts";
import { type Place, type Read } from "./place.ts";
import { type Truth } from "./value.ts";
/** A value as a reader wants it: texts as they are, but for one that is empty; lists in brackets. */
export declare function showValue(value: Json | undefined): string;
/** What an expression is called. */
export declare function nameOf(node: Node, place: Place): string;
/** A decided or undecided condition in words. */
export declare function sentence(node: Node, place: Place, truth: Truth, unstated: readonly Read[]): string;
/** A condition on an element in general, not as it came out: what was looked for. */
export declare function describe(node: Node, place: Place): string;
