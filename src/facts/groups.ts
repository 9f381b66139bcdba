import type { JsonObject } from "../model/json.ts";
import { type Interval, wilson } from "./intervals.ts";

/** A confusion matrix: whole, non-negative numbers of cases. */
export interface Counts {
  readonly tp: number;
  readonly fp: number;
  readonly tn: number;
  readonly fn: number;
}

/** The counts of a group, or undefined when one is not stated. */
export function countsOf(group: JsonObject): Counts | undefined {
  const { tp, fp, tn, fn } = group;
  if (typeof tp !== "number" || typeof fp !== "number" || typeof tn !== "number" || typeof fn !== "number")
    return undefined;
  return { tp, fp, tn, fn };
}

/** The rates of a confusion matrix with their 95 % Wilson bounds; one without cases is undefined, not zero. */
export interface Rates {
  readonly sensitivity: Interval | undefined;
  readonly specificity: Interval | undefined;
  readonly ppv: Interval | undefined;
  readonly npv: Interval | undefined;
  readonly selectionRate: Interval | undefined;
}

/** Computes every rate from counts. */
export function ratesOf({ tp, fp, tn, fn }: Counts): Rates {
  return {
    sensitivity: wilson(tp, tp + fn),
    specificity: wilson(tn, tn + fp),
    ppv: wilson(tp, tp + fp),
    npv: wilson(tn, tn + fn),
    selectionRate: wilson(tp + fp, tp + fp + tn + fn),
  };
}
