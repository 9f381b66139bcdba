import { type JsonObject } from "../util/json.ts";
import type { Node } from "./compile.ts";
import { type Type } from "./types.ts";
/**
 * Enumerates the cases that some conditions can distinguish: every kind of value of each path they read, and its
 * absence, in all combinations. Dependencies between paths are ignored, so some cases cannot occur. A result that holds
 * for all cases therefore holds for all documents, but not the reverse.
 *
 * @param context the type of the rule context
 *
 * @returns undefined when a condition cannot be enumerated, or there are too many cases
 */
export declare function enumerateCases(conditions: readonly Node[], context: Type): JsonObject[] | undefined;
