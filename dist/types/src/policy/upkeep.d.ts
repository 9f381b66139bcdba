import type { Rule } from "./rule.ts";
/** A rule whose sources are due for a review. */
export interface DueRule {
    readonly rule: Rule;
    /** Days since the last review, negative for a date in the future; undefined if the rule states no date. */
    readonly daysSince: number | undefined;
    /** Future dates of its law, as ISO dates in their order. */
    readonly ahead: readonly string[];
}
/** Criteria for rules that are due. */
export interface DueOptions {
    /** ISO date up to which ages are counted. */
    readonly asOf: string;
    /** Age in days above which a review is too old. */
    readonly days: number;
    /** Dates behind computed values, by path. */
    readonly datesBehind: Readonly<Record<string, readonly string[]>>;
}
/**
 * Lists the rules whose last review is too old or in the future, and those with a legal date in the future. The oldest
 * review comes first, then the earliest date. A rule without a review date is due only because of its legal dates.
 */
export declare function dueRules(rules: readonly Rule[], { asOf, days, datesBehind }: DueOptions): DueRule[];
