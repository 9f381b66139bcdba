import { type Json } from "../model/json.ts";
/**
 * The second key: whether json-logic-js, too, finds a condition true.
 * @param expression plain JSONLogic, parameters already replaced
 * @param data the rule context
 */
export declare function secondKey(expression: Json, data: Json): boolean;
