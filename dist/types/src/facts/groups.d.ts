import type { JsonObject } from "../model/json.ts";
import { type Interval } from "./intervals.ts";
/** A confusion matrix: whole, non-negative numbers of cases. */
export interface Counts {
    readonly tp: number;
    readonly fp: number;
    readonly tn: number;
    readonly fn: number;
}
/** The counts of a group, or undefined when one is not stated. */
export declare function countsOf(group: JsonObject): Counts | undefined;
/** The rates of a confusion matrix with their 95 % Wilson bounds; one without cases is undefined, not zero. */
export interface Rates {
    readonly sensitivity: Interval | undefined;
    readonly specificity: Interval | undefined;
    readonly ppv: Interval | undefined;
    readonly npv: Interval | undefined;
    readonly selectionRate: Interval | undefined;
}
/** Computes every rate from counts. */
export declare function ratesOf({ tp, fp, tn, fn }: Counts): Rates;
