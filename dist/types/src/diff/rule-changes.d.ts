import type { Enforcement, Severity } from "../model/finding.ts";
import type { Rule } from "../policy/rule.ts";
import { type SearchInput, type Witnesses } from "./find-witnesses.ts";
/** The kind of a change of a rule. */
export type RuleChangeKind = "added" | "removed" | "loosened" | "tightened"
/** Tightened for some documents and loosened for others. */
 | "mixed"
/** Applies to more or fewer documents, without effect on blocking. */
 | "rescoped"
/** Unknown results became failures or the reverse, without effect on blocking. */
 | "resettled"
/** The severity or the binding changed, without effect on blocking. */
 | "regraded"
/** The conditions differ, but no document with different results was found. */
 | "undistinguished"
/** The texts differ, the conditions are the same. */
 | "reworded"
/** One of the two versions cannot be read. */
 | "unreadable";
/** A value before and after. */
export interface BeforeAfter<T> {
    readonly before: T;
    readonly after: T;
}
export type Direction = "loosened" | "tightened" | "none";
/** A changed rule. */
export interface RuleChange {
    readonly id: string;
    readonly title: string;
    readonly policy: string;
    readonly kind: RuleChangeKind;
    /** Change of the set of documents that the rule applies to. */
    readonly scope: "more" | "fewer" | "both" | "same";
    /** True if the rule is advisory on both sides and never blocks. */
    readonly advisory: boolean;
    readonly severity: BeforeAfter<Severity> | null;
    readonly binding: BeforeAfter<Enforcement> | null;
    /** Permission and maximum duration of waivers. */
    readonly waivable: (BeforeAfter<Rule["waiver"]> & {
        readonly direction: Direction;
    }) | null;
    /** The texts that differ. */
    readonly wording: readonly string[];
    /** Documents on which the two versions differ, by difference. */
    readonly witnesses: Witnesses;
    /** The day on which the effect on blocking starts, if it is later than the evaluation date. */
    readonly from: string | null;
    /** Number of documents on which the versions were compared. */
    readonly tried: number;
}
/** Settings for evaluating the two versions of a rule. */
export interface RuleSettings {
    readonly failOn: BeforeAfter<Severity>;
    readonly asOf: string;
}
/** True if two rules have the same conditions. */
export declare function sameLogic(a: Rule, b: Rule): boolean;
/** True if two versions of a rule differ in a field that is evaluated or shown. */
export declare function ruleDiffers(before: Rule, after: Rule): boolean;
/** True if the effect of the change can only be found with documents. */
export declare function needsDocuments(before: Rule, after: Rule): boolean;
/** Compares two versions of a rule; undefined if they are the same. */
export declare function compareRule(before: Rule, after: Rule, trial: SearchInput, settings: RuleSettings): RuleChange | undefined;
/** Describes the effect of an added or removed rule on blocking. */
export declare function describeAddedOrRemoved(rule: Rule, kind: "added" | "removed" | "unreadable", trial: SearchInput): RuleChange;
