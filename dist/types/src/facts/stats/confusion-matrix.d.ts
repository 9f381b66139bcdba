import type { JsonObject } from "../../util/json.ts";
import { type Interval } from "./intervals.ts";
/** A confusion matrix: whole, non-negative numbers of cases. */
export interface ConfusionMatrix {
    readonly tp: number;
    readonly fp: number;
    readonly tn: number;
    readonly fn: number;
}
/** The cells of a confusion matrix that are shown; one that is suppressed or left out is unknown, never zero. */
export type ConfusionCells = {
    readonly [cell in keyof ConfusionMatrix]: number | undefined;
};
/** The cells of a group that are stated. */
export declare function cellsOf(group: JsonObject): ConfusionCells;
/** The counts of a group, or undefined when one is not stated. */
export declare function confusionMatrixOf(group: JsonObject): ConfusionMatrix | undefined;
/** The rates of a confusion matrix with their 95 % Wilson bounds; one without cases is undefined, not zero. */
export interface Rates {
    readonly sensitivity: Interval | undefined;
    readonly specificity: Interval | undefined;
    readonly ppv: Interval | undefined;
    readonly npv: Interval | undefined;
    readonly selectionRate: Interval | undefined;
}
/** A sum of which every part is known. */
export declare function sum(...parts: readonly (number | undefined)[]): number | undefined;
/** Computes every rate whose cells are known. */
export declare function ratesOf({ tp, fp, tn, fn }: ConfusionCells): Rates;
