import { type Json } from "../util/json.ts";
/** True if an expression reads from outside of the element that it is about. */
export declare function hasOuter(expression: Json): boolean;
/** A condition for json-logic-js: one with `outer` as paths through frames, any other as it is. */
export declare function withFrames(expression: Json): Json;
