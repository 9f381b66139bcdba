/** A confusion matrix. */
export interface PartialConfusionMatrix {
    readonly tp: number;
    readonly fp: number;
    readonly tn: number;
    readonly fn: number;
}
/** Rates of one group by our names; `prevalence` is the share of positives. */
export type KnownRates = Readonly<Partial<Record<string, number>>>;
/** Counts that follow from rates, and the rates that are stated over no cases. */
export interface DerivedCounts {
    readonly cells: PartialConfusionMatrix;
    /** Names of rates that are stated as 0 or 1 although their divisor is 0. */
    readonly vacant: readonly string[];
}
/** The divisor of each rate that may have no cases. */
export declare const divisors: Readonly<Record<string, (cells: PartialConfusionMatrix) => number>>;
/** Whether a rate may be what a tool writes in place of 0/0. */
export declare const mayBeVacant: (name: string, rate: number) => boolean;
/**
 * The whole counts that a number of cases and unrounded rates come from; undefined when the rates do not settle them,
 * are rounded (none has more than six decimals), or do not agree. This is arithmetic, not estimation: every rate that
 * is stated has to come out again to seven digits. A rate that is stated as 0 or 1 may be over no cases, as tools write
 * it in place of 0/0 (`zero_division` of scikit-learn); it is named then.
 */
export declare function countsFrom(n: number, rates: KnownRates): DerivedCounts | undefined;
