import { quote } from "../../util/text.ts";
import { type PartialConfusionMatrix, divisors, mayBeVacant } from "./confusion-matrix.ts";
import type { SourceValue } from "./data-reader.ts";
import type { DiagnosticCollector, SpanGetter } from "./diagnostics.ts";
import type { DocumentBuilder } from "./document-builder.ts";
import { type MetricResult, putMetrics } from "./metrics.ts";
import { metricOf } from "./terms.ts";
import { numberOf } from "./values.ts";

/** Counts of a test, and where they stand. */
export interface LocatedCounts {
  readonly cells: PartialConfusionMatrix;
  readonly places: Readonly<Record<keyof PartialConfusionMatrix, SpanGetter>>;
}

const names = ["tp", "fp", "tn", "fn"] as const;

/** Whether a value is a number of cases. */
export function isCount(stated: SourceValue): boolean {
  const number = numberOf(stated);
  return number !== undefined && Number.isSafeInteger(number) && number >= 0;
}

/** Counts with their places. */
export function locatedCounts(stated: Readonly<Record<keyof PartialConfusionMatrix, SourceValue>>): LocatedCounts {
  const of = <T>(take: (value: SourceValue) => T) =>
    ({ tp: take(stated.tp), fp: take(stated.fp), tn: take(stated.tn), fn: take(stated.fn) }) as const;
  return { cells: of((value) => numberOf(value) ?? 0), places: of(({ place }) => place) };
}

/** How far two unrounded figures may be apart. */
const EXACT = 1e-9;

/**
 * Puts the results of a binary classifier into a validation report: its counts, and the stated metrics. A rate that is
 * stated as 0 or 1 over no cases, and an average over both classes under the name of a rate, are left out with a warning.
 */
export function putResults(
  draft: DocumentBuilder,
  counts: LocatedCounts | undefined,
  results: readonly MetricResult[],
  log: DiagnosticCollector,
): void {
  if (counts) for (const name of names) draft.put(["counts", name], counts.cells[name], counts.places[name]);
  const stated = (metric: string): number | undefined => results.flatMap(({ name, value }) => (metricOf(name) === metric ? (numberOf(value) ?? []) : []))[0]; // prettier-ignore
  const [accuracy, recall] = [stated("accuracy"), stated("sensitivity")];
  // The recall that is weighted by class is the accuracy itself, and the precision beside it is weighted too.
  const isWeighted = accuracy !== undefined && recall !== undefined && Math.abs(accuracy - recall) <= EXACT && recall > 0 && recall < 1; // prettier-ignore
  const isRead = (result: MetricResult): boolean => {
    const why = unreadReason(result, counts?.cells, isWeighted);
    if (why !== undefined) log.warn(result.place, `${quote(result.name)} ${why}: it is not read`);
    return why === undefined;
  };
  putMetrics(draft, results.filter(isRead), log);
}

function unreadReason(
  { name, value }: MetricResult,
  cells: PartialConfusionMatrix | undefined,
  isWeighted: boolean,
): string | undefined {
  const [metric, number] = [metricOf(name), numberOf(value)];
  if (metric === undefined || number === undefined) return undefined;
  if (cells && mayBeVacant(metric, number) && divisors[metric]?.(cells) === 0) return "is over no cases";
  const average = "is an average over both classes, not the rate of the positive class";
  if (cells) {
    const own = rateOfClass(metric, cells);
    const isOwn = own !== undefined && Math.abs(own - number) <= 0.005;
    return !isOwn && averagesOf(metric, cells).some((one) => Math.abs(one - number) <= 1e-4) ? average : undefined;
  }
  return isWeighted && (metric === "sensitivity" || metric === "ppv") ? average : undefined;
}

function rateOfClass(metric: string, { tp, fp, fn }: PartialConfusionMatrix): number | undefined {
  if (metric === "sensitivity") return tp / (tp + fn);
  return metric === "ppv" ? tp / (tp + fp) : undefined;
}

/** The macro and the weighted average of recall or precision. */
function averagesOf(metric: string, { tp, fp, tn, fn }: PartialConfusionMatrix): number[] {
  const [positives, negatives] = [tp + fn, tn + fp];
  const both = { sensitivity: [tp / positives, tn / negatives], ppv: [tp / (tp + fp), tn / (tn + fn)] }[metric];
  if (!both) return [];
  const [positive = Number.NaN, negative = Number.NaN] = both;
  return [(positive + negative) / 2, (positive * positives + negative * negatives) / (positives + negatives)];
}
