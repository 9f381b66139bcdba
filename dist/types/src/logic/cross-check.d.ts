import { type Json } from "../util/json.ts";
/**
 * The second key: whether json-logic-js, too, finds a condition true.
 * @param expression plain JSONLogic, parameters already replaced
 * @param data the rule context
 * @returns undefined when it cannot tell: it throws when it has to make a text or a number of a map
 */
export declare function crossCheck(expression: Json, data: Json): boolean | undefined;
