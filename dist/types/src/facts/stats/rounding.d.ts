import { type ConfusionMatrix } from "./confusion-matrix.ts";
/** A closed range of numbers. */
export interface Bounds {
    readonly low: number;
    readonly high: number;
}
/** How many decimals a number shows when written out. */
export declare function decimalsOf(value: number): number;
/** Half a unit of the last decimal that a number shows. */
export declare const halfUnit: (value: number) => number;
/**
 * How far a stated share may lie from the true one by rounding alone: half a unit of its last decimal, at least 1e-9,
 * and always 0.005 for one of two decimals or fewer, for a trailing zero is lost on the way.
 */
export declare function roundingTolerance(share: number): number;
/** Whether a stated share is a true one, rounded. */
export declare function equalsAfterRounding(stated: number, exact: number): boolean;
/** Where the share lies that a stated one was rounded from. */
export declare function proportionBounds(stated: number): Bounds;
/** What two ranges share, or undefined when they are apart. */
export declare function overlap(a: Bounds, b: Bounds): Bounds | undefined;
/** Successes among trials. */
export interface Proportion {
    readonly x: number;
    readonly n: number;
}
/** The share of that name that counts give; undefined for a name that is none of theirs. */
export declare function proportionOf(name: string, counts: ConfusionMatrix): Proportion | undefined;
/** Whether a name is one for the area under the ROC curve. */
export declare const isAuroc: (name: string) => boolean;
/** All cases of a confusion matrix. */
export declare const totalCases: ({ tp, fp, tn, fn }: ConfusionMatrix) => number;
/**
 * Where the area under a ROC curve can lie that passes through an operating point: at least sensitivity times
 * specificity, at most 1 - (1 - sensitivity)(1 - specificity), as the curve only rises.
 */
export declare function aurocBounds(sensitivity: Bounds, specificity: Bounds): Bounds;
/**
 * The odds of being a case at which sensitivity and specificity give a positive predictive value (Chouldechova, Big
 * Data 5, 2017: FPR = prevalence / (1 - prevalence) * (1 - PPV) / PPV * sensitivity, solved for the prevalence).
 */
export declare function oddsByPpv(sensitivity: Bounds, specificity: Bounds, ppv: Bounds): Bounds;
/** The same by a negative predictive value. */
export declare function oddsByNpv(sensitivity: Bounds, specificity: Bounds, npv: Bounds): Bounds;
/** A prevalence as odds. */
export declare const oddsBounds: ({ low, high }: Bounds) => Bounds;
/** The positive predictive value at a prevalence. */
export declare function ppvAt(sensitivity: number, specificity: number, prevalence: number): number | undefined;
/** The negative predictive value at a prevalence. */
export declare function npvAt(sensitivity: number, specificity: number, prevalence: number): number | undefined;
/** Probability below which honest numbers do not come about by chance, in a lifetime of reports. */
export declare const SIGNIFICANCE_LEVEL = 0.000001;
/**
 * An upper bound of the probability that a share this far off or further is seen when the true one lies in a range
 * (Chernoff's: exp(-n KL(seen, true)), valid for any number of cases).
 */
export declare function chernoffBound({ x, n }: Proportion, { low, high }: Bounds): number;
/** The factor by which the odds of two shares differ, at least 1; 1 when the share lies in the range. */
export declare function oddsRatio(share: number, { low, high }: Bounds): number;
/** A share as a reader wants it. */
export declare const showNumber: (share: number) => string;
/** A share as a reader wants it, or that there is none. */
export declare const showProportion: ({ x, n }: Proportion) => string;
