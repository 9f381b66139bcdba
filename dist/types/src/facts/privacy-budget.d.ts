import { type JsonObject } from "../util/json.ts";
import { type Repeated } from "./stats/privacy-loss.ts";
/** One entry of differential privacy: its place in the manifest and its fields. */
export interface BudgetEntry {
    readonly at: string;
    readonly map: JsonObject;
}
/** What the parameters of one entry determine of the epsilon of all its releases at its delta. */
export interface EpsilonBounds {
    /** No right accountant gives less. */
    readonly low: number;
    /** A stated total from here on is not refuted. In between nothing is known. */
    readonly enough: number;
    /** What the parameters guarantee by themselves; undefined when they are not known well enough. */
    readonly guaranteed: number | undefined;
    /** The releases as distributions of privacy loss, to add up with those of other entries. */
    readonly loss: Repeated | undefined;
}
/** EpsilonBounds, or the fields that would give them. */
export type EpsilonBoundsOrMissing = EpsilonBounds | readonly string[];
/** The product as people write it: three times 0.1 is 0.3, without a binary remainder. */
export declare const product: (a: number, b: number) => number;
/** How far below its bound a stated total may lie: it was rounded to one decimal at the coarsest. */
export declare const roundingOf: (total: number) => number;
/** The bounds of one entry. */
export declare function boundsOf({ map }: BudgetEntry): EpsilonBoundsOrMissing;
/** A total that is too low, in words. */
export interface Understatement {
    /** The fields that decide, the one to blame first. */
    readonly paths: readonly string[];
    readonly why: string;
}
/** A number as a reader wants it. */
export declare const shown: (value: number) => string;
/**
 * The delta that releases add up to, by basic composition as by the advanced theorem (C. Dwork, A. Roth 2014, theorems
 * 3.16 and 3.20). The other accountants take the delta of the total alone. Undefined when the releases state none.
 */
export declare function deltaSpent(map: JsonObject): number | undefined;
/** Where an entry states less than its releases imply: of delta, of the epsilon of one release, or of all. */
export declare function understatementOf({ at, map }: BudgetEntry, bounds: EpsilonBoundsOrMissing): Understatement | undefined;
/** Whether an entry's total is refuted, is not, or cannot be decided: then the fields that would decide it. */
export declare function isUnderstated(entry: BudgetEntry, bounds: EpsilonBoundsOrMissing): boolean | readonly string[];
/** An entry with its bounds. */
export interface Bounded {
    readonly entry: BudgetEntry;
    readonly bounds: EpsilonBounds;
}
/**
 * The epsilon of all entries about the same people: at least what the optimal accountant gives of all their releases, or
 * of one entry alone, and at most the sum of the totals, by basic composition, or the total that one accountant gave of
 * all. Entries about disjoint parts of the people do not add up; the part with most counts (F. McSherry, SIGMOD 2009).
 */
export declare function togetherBounds(entries: readonly Bounded[]): {
    low: number;
    high: number;
};
/** The stated total of all entries together that their releases refute. */
export declare function jointUnderstatement(entries: readonly Bounded[]): Understatement | undefined;
/** A list entry as a rule reads it. */
export declare const understatementJson: ({ why }: Understatement) => JsonObject;
