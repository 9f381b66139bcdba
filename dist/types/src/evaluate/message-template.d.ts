import { type Json } from "../util/json.ts";
import type { DecidingElement } from "../logic/explain.ts";
import type { RuleContext } from "../facts/context.ts";
/** The values that a message may insert: fields of the elements that failed, parameters, and paths of the rule context. */
interface Values {
    readonly context: RuleContext;
    readonly parameters: Readonly<Record<string, Json>>;
    readonly elements: readonly DecidingElement[];
}
/** Fills in the placeholders of a message. */
export declare function renderMessage(message: string, values: Values): string;
export {};
