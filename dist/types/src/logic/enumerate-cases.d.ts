import { type JsonObject } from "../util/json.ts";
import type { Node } from "./compile.ts";
import { type Type } from "./types.ts";
/**
 * Lays out the cases that some conditions can tell apart: for every path that they read each kind of value, and that it
 * is not stated, in all combinations. They hold more than can occur, for they know nothing of how one path bears on
 * another; so what is true of all cases is true of all documents, and not the other way round.
 * @param context the type of the rule context
 * @returns undefined when the conditions ask what cannot be laid out, or there are too many cases
 */
export declare function enumerateCases(conditions: readonly Node[], context: Type): JsonObject[] | undefined;
