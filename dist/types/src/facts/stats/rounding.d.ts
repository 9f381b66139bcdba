import { type ConfusionMatrix } from "./confusion-matrix.ts";
/** A closed range of numbers. */
export interface Bounds {
    readonly low: number;
    readonly high: number;
}
/** The number of decimals in the shortest notation of a number. */
export declare function decimalsOf(value: number): number;
/** Half a unit of the last decimal that a number shows. */
export declare const halfUnit: (value: number) => number;
/**
 * The largest rounding error of a stated share: half a unit of its last decimal, at least 1e-9. It is 0.005 for two
 * decimals or fewer, because trailing zeros are lost.
 */
export declare function roundingTolerance(share: number): number;
/** Checks whether a stated share equals an exact one after rounding. */
export declare function equalsAfterRounding(stated: number, exact: number): boolean;
/** The bounds of the share that a stated one was rounded from. */
export declare function proportionBounds(stated: number): Bounds;
/** The intersection of two ranges, or undefined when they do not overlap. */
export declare function overlap(a: Bounds, b: Bounds): Bounds | undefined;
/** Successes among trials. */
export interface Proportion {
    readonly x: number;
    readonly n: number;
}
/** The proportion with a name, computed from counts; undefined for other names. */
export declare function proportionOf(name: string, counts: ConfusionMatrix): Proportion | undefined;
/** Checks whether a name means the area under the ROC curve. */
export declare const isAuroc: (name: string) => boolean;
/** All cases of a confusion matrix. */
export declare const totalCases: ({ tp, fp, tn, fn }: ConfusionMatrix) => number;
/**
 * The bounds of the area under a ROC curve through an operating point: from sensitivity times specificity to
 * 1 - (1 - sensitivity)(1 - specificity), because the curve only rises.
 */
export declare function aurocBounds(sensitivity: Bounds, specificity: Bounds): Bounds;
/**
 * The odds of being a case that give a positive predictive value at a sensitivity and specificity (Chouldechova, Big
 * Data 5, 2017: FPR = prevalence / (1 - prevalence) * (1 - PPV) / PPV * sensitivity, solved for the prevalence).
 */
export declare function oddsByPpv(sensitivity: Bounds, specificity: Bounds, ppv: Bounds): Bounds;
/** The odds of being a case that give a negative predictive value at a sensitivity and specificity. */
export declare function oddsByNpv(sensitivity: Bounds, specificity: Bounds, npv: Bounds): Bounds;
/** A prevalence as odds. */
export declare const oddsBounds: ({ low, high }: Bounds) => Bounds;
/** The positive predictive value at a prevalence. */
export declare function ppvAt(sensitivity: number, specificity: number, prevalence: number): number | undefined;
/** The negative predictive value at a prevalence. */
export declare function npvAt(sensitivity: number, specificity: number, prevalence: number): number | undefined;
/**
 * Probability below which honest numbers are assumed not to occur by chance. Very small because many reports are
 * tested.
 */
export declare const SIGNIFICANCE_LEVEL = 0.000001;
/**
 * An upper bound of the probability to observe a share this far off when the true share is in a range. Chernoff's
 * bound: exp(-n KL(observed, true)), valid for any number of cases.
 */
export declare function chernoffBound({ x, n }: Proportion, { low, high }: Bounds): number;
/** The factor between the odds of a share and of a range, at least 1; 1 when the share is in the range. */
export declare function oddsRatio(share: number, { low, high }: Bounds): number;
/** Formats a share for a reader. */
export declare const showNumber: (share: number) => string;
/** Formats a proportion for a reader, or that it is undefined. */
export declare const showProportion: ({ x, n }: Proportion) => string;
