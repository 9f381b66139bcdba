import type { Enforcement, Severity } from "../model/finding.ts";
import type { Rule } from "../policy/rule.ts";
import { type SearchInput, type Witnesses } from "./find-witnesses.ts";
/** What became of a rule. */
export type RuleChangeKind = "added" | "removed" | "loosened" | "tightened"
/** Tightened in one place and loosened in another. */
 | "mixed"
/** Applies to more or to fewer, and opens or shuts no gate by that. */
 | "rescoped"
/** What could not be told is told now, or the other way round; the gate is as it was. */
 | "resettled"
/** The severity or the binding is another, and the gate is as it was. */
 | "regraded"
/** The conditions differ, and no document was found that tells them apart. */
 | "undistinguished"
/** The words differ, the conditions do not. */
 | "reworded"
/** One of its two versions cannot be read. */
 | "unreadable";
/** A value before and after. */
export interface BeforeAfter<T> {
    readonly before: T;
    readonly after: T;
}
export type Direction = "loosened" | "tightened" | "none";
/** What became of one rule. */
export interface RuleChange {
    readonly id: string;
    readonly title: string;
    readonly policy: string;
    readonly kind: RuleChangeKind;
    /** Whether it applies to more or to fewer documents than before, or to some and no longer to others. */
    readonly scope: "more" | "fewer" | "both" | "same";
    /** Whether it binds on neither side, so that it opens and shuts no gate. */
    readonly advisory: boolean;
    readonly severity: BeforeAfter<Severity> | null;
    readonly binding: BeforeAfter<Enforcement> | null;
    /** What may be waived, and for how long. */
    readonly waivable: (BeforeAfter<Rule["waiver"]> & {
        readonly direction: Direction;
    }) | null;
    /** The texts that differ. */
    readonly wording: readonly string[];
    /** Documents on which the two versions differ, by how. */
    readonly witnesses: Witnesses;
    /** The day from which a change of the gate counts, when that is later than the day judged by. */
    readonly from: string | null;
    /** On how many documents the versions were compared. */
    readonly tried: number;
}
/** What the two versions of a rule are judged by. */
export interface RuleSettings {
    readonly failOn: BeforeAfter<Severity>;
    readonly asOf: string;
}
/** Whether two rules decide by the same logic. */
export declare function sameLogic(a: Rule, b: Rule): boolean;
/** Whether two versions of a rule differ in anything that is judged by or shown. */
export declare function ruleDiffers(before: Rule, after: Rule): boolean;
/** Whether documents are needed to tell two versions apart. */
export declare function needsDocuments(before: Rule, after: Rule): boolean;
/** What became of a rule that is there before and after, or undefined when nothing did. */
export declare function compareRule(before: Rule, after: Rule, trial: SearchInput, settings: RuleSettings): RuleChange | undefined;
/** What a rule that is new, or gone, does to the gate. */
export declare function describeAddedOrRemoved(rule: Rule, kind: "added" | "removed" | "unreadable", trial: SearchInput): RuleChange;
