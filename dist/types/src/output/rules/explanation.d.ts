import type { ExplanationStep, Finding, Outcome } from "../../model/finding.ts";
import { type JsonObject } from "../../util/json.ts";
import type { Type } from "../../logic/types.ts";
import type { Basis } from "../../policy/provisions.ts";
import type { Rule } from "../../policy/rule.ts";
import { type PrintOptions } from "../text/terminal.ts";
/** What a rule is shown by: a test beside it, and what came of that. */
export interface Example {
    readonly name: string;
    readonly outcome: Outcome;
    /** What is other than in the documents that the rule's tests start from. */
    readonly given: JsonObject;
    readonly message: string;
    readonly explanation: readonly ExplanationStep[];
}
/** What is told of a rule beyond itself. */
export interface RuleExplanation {
    readonly rule: Rule;
    readonly basis: Basis;
    /** The type of the rule context. */
    readonly context: Type;
    /** The kinds of documents that it reads. */
    readonly kinds: readonly string[];
    readonly examples: readonly Example[];
}
/** A rule in plain sentences, worked out from its logic, for a terminal. */
export declare function explainRule({ rule, basis, context, kinds, examples }: RuleExplanation, options: PrintOptions): string;
/** One finding in full: every condition that decided, and every place that has to do with it. */
export declare function explainFinding(finding: Finding, options: PrintOptions): string;
