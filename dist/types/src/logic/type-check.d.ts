import type { JsonObject } from "../util/json.ts";
import type { CompileError, Node } from "./compile.ts";
import { type Type } from "./types.ts";
/**
 * Checks a compiled condition against the types of what it reads.
 * @param node the condition
 * @param context the type of the rule context
 * @param parameters the parameters as their policy declares them
 * @returns its mistakes: paths that do not exist, comparisons that cannot be made without coercion, values outside an
 *   enum, conditions that can never be true or never be false on a valid document
 */
export declare function checkTypes(node: Node, context: Type, parameters?: JsonObject): CompileError[];
