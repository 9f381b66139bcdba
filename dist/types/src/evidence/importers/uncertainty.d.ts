import type { SourceNode, SourceValue } from "./data-reader.ts";
import type { Measure } from "./groups.ts";
/** What a file states about how far a figure may be off. */
export interface Uncertainty {
    standardError?: SourceValue;
    low?: SourceValue;
    high?: SourceValue;
    /** The level of the interval in percent. */
    level?: number;
}
/**
 * What measures say about the uncertainty of the figures beside them, by our names of the figures: a standard error
 * (`slope_se`, `slope_std_err`), the ends of an interval (`slope_low`, `slope_ci_upper`), or a list of both ends
 * (`slope_ci`).
 * @param nameOf our name of a figure
 * @returns each with the measures that were read
 */
export declare function uncertaintiesIn(measures: readonly Measure[], nameOf: (name: string) => string | undefined): {
    readonly of: ReadonlyMap<string, Uncertainty>;
    readonly read: ReadonlySet<Measure>;
};
/**
 * The standard error that is stated or, for a figure with a normal distribution, that half the width of its interval is
 * a normal quantile of (D. G. Altman and J. M. Bland, BMJ 331, 2005, "Standard deviations and standard errors").
 */
export declare function standardErrorOf({ standardError, low, high, level }: Uncertainty): number | undefined;
/**
 * The measures of a map. A figure may be a map with its uncertainty (`{"value": 1.02, "se": 0.05}`), and a calibration
 * line a map of its own: `{"slope": 1.02, "slope_se": 0.05}`, or a fit as statsmodels has it, with `params` and `bse` by
 * the names of its terms.
 * @param isFigure whether a name is one of a figure
 */
export declare function measuresIn(node: SourceNode, isFigure: (name: string) => boolean): Measure[];
