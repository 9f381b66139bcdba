import { type Json } from "../util/json.ts";
import { type DecidingCondition, type DecidingElement } from "../logic/explain.ts";
import type { BranchMessage, Rule } from "../policy/rule.ts";
/** The values that a message may insert: fields of the elements that failed, parameters, and paths of the rule context. */
export interface MessageValues {
    readonly data: Json;
    readonly parameters: Readonly<Record<string, Json>>;
    readonly elements: readonly DecidingElement[];
    /** The condition that decided. */
    readonly condition?: DecidingCondition | undefined;
    /** True if the message is the one for that condition, so that `[]` means the element that it read. */
    readonly branch: boolean;
}
/**
 * The message for a condition that decided. The location of the finding goes by the same condition.
 * @param condition the first one that decided
 * @param data the data of the rule context
 * @returns undefined if the rule has none for it, so that its own message counts
 */
export declare function branchMessageFor(messages: readonly BranchMessage[], condition: DecidingCondition | undefined, data: Json): BranchMessage | undefined;
/** The longest message that fits into a line of a report, in UTF-16 code units. */
export declare const LONGEST_MESSAGE = 120;
/** Fills in the placeholders of a text. */
export declare function fillTemplate(text: string, values: MessageValues, most?: number): string;
/** Fills in the placeholders of a message. A message that is too long shows fewer elements of its lists. */
export declare function renderMessage(message: string, values: MessageValues): string;
/** The condition that decides first on some data on which a rule fails, and the message for it. */
export declare function decidingBranch({ require, messages }: Pick<Rule, "require" | "messages">, data: Json): {
    readonly condition: DecidingCondition | undefined;
    readonly branch: BranchMessage | undefined;
};
