import type { Node } from "./compile.ts";
import { type Type } from "./types.ts";
/** A condition in words: a sentence, or a heading with the parts that it joins. */
export type ConditionText = string | {
    readonly head: string;
    readonly parts: readonly ConditionText[];
};
/** A clause on one line. What has parts of its own stands in parentheses, so that it is clear where it ends. */
export declare function inlineText(clause: ConditionText): string;
/** A clause as a nested list of Markdown. */
export declare function asMarkdown(clause: ConditionText, indent?: string): string[];
/**
 * Says in words what a condition asks, of documents in general.
 * @param context the type of the rule context
 */
export declare function describeCondition(node: Node, context: Type): ConditionText;
