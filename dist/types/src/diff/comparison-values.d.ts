import { type Type } from "../logic/types.ts";
import { type Json } from "../util/json.ts";
export declare const isComparison: (op: string) => boolean;
/**
 * Values for one side of a comparison, equal to and near the value of the other side.
 * @param type the type of the side that varies
 */
export declare const valuesAround: (op: string, limit: Json, type: Type | undefined) => Json[];
