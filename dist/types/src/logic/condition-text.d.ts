import type { Node } from "./compile.ts";
import { type Type } from "./types.ts";
/** A condition in words: a sentence, or a heading with the parts that it joins. */
export type ConditionText = string | {
    readonly head: string;
    readonly parts: readonly ConditionText[];
};
/**
 * Says in words what a condition asks, of documents in general.
 * @param scope the type of what it is asked of: the rule context, or an element inside a quantifier
 * @param wanted false for what its negation asks
 */
export declare function describeCondition(node: Node, scope: Type, wanted?: boolean): ConditionText;
/** A clause on one line. */
export declare function inline(clause: ConditionText): string;
/** A clause as a nested list of Markdown. */
export declare function asMarkdown(clause: ConditionText, indent?: string): string[];
