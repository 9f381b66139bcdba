import { type Json, type JsonObject } from "../util/json.ts";
/**
 * The paths that a condition reads from the rule context, as they are written. What is evaluated for elements of a list
 * reads others by `outer` alone.
 * @param parameters the values that `param` stands for
 * @returns undefined if values decide which paths are read, or if all of the context is read
 */
export declare function pathsRead(expression: Json, parameters: JsonObject): ReadonlySet<string> | undefined;
