import { type ExplanationStep, type Finding, type Outcome } from "../../model/finding.ts";
import { type JsonObject } from "../../util/json.ts";
import type { Type } from "../../logic/types.ts";
import type { Basis } from "../../policy/provisions.ts";
import type { Rule } from "../../policy/rule.ts";
import { type PrintOptions } from "../text/terminal.ts";
/** An example of a rule: one of its tests with the result. */
export interface Example {
    readonly name: string;
    readonly outcome: Outcome;
    /** Differences from the base documents of the tests. */
    readonly given: JsonObject;
    readonly message: string;
    readonly explanation: readonly ExplanationStep[];
}
/** Additional information about a rule. */
export interface RuleExplanation {
    readonly rule: Rule;
    readonly basis: Basis;
    /** The type of the rule context. */
    readonly context: Type;
    /** Kinds of documents that the rule reads. */
    readonly kinds: readonly string[];
    readonly examples: readonly Example[];
}
/** Describes a rule in plain sentences for a terminal. The sentences come from its logic. */
export declare function explainRule({ rule, basis, context, kinds, examples }: RuleExplanation, options: PrintOptions): string;
/** Describes a finding in full: every deciding condition and every related location. */
export declare function explainFinding(finding: Finding, options: PrintOptions): string;
