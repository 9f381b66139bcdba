import type { Rule } from "./rule.ts";
/** A rule whose law has to be read again. */
export interface DueRule {
    readonly rule: Rule;
    /** Days since its law was last read, negative when that day is yet to come; undefined when the rule states none. */
    readonly daysSince: number | undefined;
    /** Dates of its law that are yet to come, ISO dates in their order. */
    readonly ahead: readonly string[];
}
/** When rules are due. */
export interface DueOptions {
    /** ISO date that ages are counted to. */
    readonly asOf: string;
    /** Age above which a reading is too old, in days. */
    readonly days: number;
    /** Dates behind computed values, by path. */
    readonly datesBehind: Readonly<Record<string, readonly string[]>>;
}
/**
 * The rules whose law was last read too long ago or on a day yet to come, and those with a date of law yet to come: the
 * oldest reading first, then the earliest date. A rule that states no day of reading is due by its dates alone.
 */
export declare function dueRules(rules: readonly Rule[], { asOf, days, datesBehind }: DueOptions): DueRule[];
