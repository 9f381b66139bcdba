import { type Json } from "../util/json.ts";
/**
 * Evaluates a condition with json-logic-js, as a second evaluator.
 *
 * @param expression plain JSONLogic, parameters already replaced
 *
 * @param data the rule context
 *
 * @returns undefined when json-logic-js throws, as it does when it converts a map to a text or a number
 */
export declare function crossCheck(expression: Json, data: Json): boolean | undefined;
