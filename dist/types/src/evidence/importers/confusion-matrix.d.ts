/** A confusion matrix. */
export interface PartialConfusionMatrix {
    readonly tp: number;
    readonly fp: number;
    readonly tn: number;
    readonly fn: number;
}
/** Rates of one group by our names; `prevalence` is the share of positives. */
export type KnownRates = Readonly<Partial<Record<string, number>>>;
/**
 * The whole counts that a number of cases and unrounded rates come from; undefined when the rates do not settle them,
 * are rounded (none has more than six decimals), or do not agree. This is arithmetic, not estimation: every rate that
 * is stated has to come out again to seven digits.
 */
export declare function countsFrom(n: number, rates: KnownRates): PartialConfusionMatrix | undefined;
