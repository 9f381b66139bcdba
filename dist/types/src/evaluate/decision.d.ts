import type { Outcome } from "../model/finding.ts";
import { type Scope } from "../logic/scope.ts";
import { type Truth } from "../logic/truth.ts";
import type { CompiledCondition, Rule } from "../policy/rule.ts";
import { type Json } from "../util/json.ts";
import type { EvaluationSettings } from "./input.ts";
/** The outcome of a rule, without its explanation. */
export interface Decision {
    readonly outcome: Outcome;
    /** The condition that decided. */
    readonly condition: CompiledCondition | undefined;
    readonly problem?: {
        readonly code: string;
        readonly message: string;
    };
}
/** Results that are kept for one rule context, because many rules of a pack share parts of their conditions. */
export interface EvaluationCache {
    readonly scope: Scope;
    /** The truth of each part of `appliesWhen`, by the index of the part. */
    readonly truths: (Truth | undefined)[];
    /** By the index of the part: whether the second evaluator agrees. */
    readonly confirmed: Map<number, boolean>;
}
/** @param data the data of a rule context, which must not change afterwards */
export declare function cacheFor(data: Json): EvaluationCache;
/** The outcome of a rule that applies, by the truth of its `require`. */
export declare const outcomeIfApplies: (required: Truth) => Outcome;
/** The outcome of a rule that does not apply, or of which that is unknown. */
export declare const outcomeIfNot: (applies: Truth) => Outcome;
/** Decides a rule, with the parameters of `decide`. The outcome is unknown if the rule exceeds its budget. */
export declare function decideWithinBudget(rule: Rule, cache: EvaluationCache, confirm: boolean): Decision;
/**
 * The outcome of a rule on the data of a rule context, by the strict evaluator alone and without an explanation. Only for
 * comparisons of policies: they do not block, and they evaluate thousands of documents.
 */
export declare function evaluateOutcome(rule: Rule, data: Json): Outcome;
/** True if a rule blocks when it is unmet. Its severity decides, and the date from which it is binding. */
export declare function isBlockingRule(rule: Rule, data: Json, { failOn, asOf }: Pick<EvaluationSettings, "failOn" | "asOf">): boolean;
/** True if a setting makes a rule advisory for a deployment. */
export declare const isExempted: ({ advisoryIn }: Rule, data: Json) => boolean;
/** True if a deployment is in the scope of a setting; false if that is unknown. */
export declare const isIn: ({ node }: CompiledCondition, data: Json) => boolean;
