import { type Json } from "../util/json.ts";
import type { Node } from "../logic/compile.ts";
import { type Type } from "../logic/types.ts";
import { type Truth } from "../logic/truth.ts";
/** What an expression is evaluated on, and its type. */
export interface SearchPoint {
    readonly data: Json;
    readonly type: Type;
    /** Expressions to vary before others. */
    readonly novel: ReadonlySet<Node>;
    /** The point around that of an element, which `outer` reads from. */
    readonly up?: SearchPoint | undefined;
}
/**
 * Data on which each part of a condition decides it, varied around that part's boundaries: at a limit and just beside
 * it, every value of an enum, lists that are empty, that hold one element, and that hold a good one and a bad one,
 * and what is not stated. The other parts are first brought to where they do not decide.
 * @param ground where to start from; only what the condition reads is changed, and only to what valid documents hold
 */
export declare function boundaryCases(node: Node, ground: SearchPoint): Generator<Json>;
/** Data brought to where a condition has a truth, or undefined where no way to that is found. */
export declare function solveFor(node: Node, wanted: Truth, ground: SearchPoint): Json | undefined;
