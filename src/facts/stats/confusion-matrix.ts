import type { JsonObject } from "../../util/json.ts";
import { type Interval, wilson } from "./intervals.ts";

/** A confusion matrix: whole, non-negative numbers of cases. */
export interface ConfusionMatrix {
  readonly tp: number;
  readonly fp: number;
  readonly tn: number;
  readonly fn: number;
}

/** The cells of a confusion matrix that are shown; one that is suppressed or left out is unknown, never zero. */
export type ConfusionCells = { readonly [cell in keyof ConfusionMatrix]: number | undefined };

/** The cells of a group that are stated. */
export function cellsOf(group: JsonObject): ConfusionCells {
  const cell = (name: string): number | undefined => {
    const count = group[name];
    return typeof count === "number" && count >= 0 ? count : undefined;
  };
  return { tp: cell("tp"), fp: cell("fp"), tn: cell("tn"), fn: cell("fn") };
}

/** The counts of a group, or undefined when one is not stated. */
export function confusionMatrixOf(group: JsonObject): ConfusionMatrix | undefined {
  const { tp, fp, tn, fn } = cellsOf(group);
  if (tp === undefined || fp === undefined || tn === undefined || fn === undefined) return undefined;
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

/** A sum of which every part is known. */
export function sum(...parts: readonly (number | undefined)[]): number | undefined {
  return parts.reduce<number | undefined>(
    (total, part) => (total === undefined || part === undefined ? undefined : total + part),
    0,
  );
}

function rate(x: number | undefined, n: number | undefined): Interval | undefined {
  return x === undefined || n === undefined ? undefined : wilson(x, n);
}

/** Computes every rate whose cells are known. */
export function ratesOf({ tp, fp, tn, fn }: ConfusionCells): Rates {
  return {
    sensitivity: rate(tp, sum(tp, fn)),
    specificity: rate(tn, sum(tn, fp)),
    ppv: rate(tp, sum(tp, fp)),
    npv: rate(tn, sum(tn, fn)),
    selectionRate: rate(sum(tp, fp), sum(tp, fp, tn, fn)),
  };
}
