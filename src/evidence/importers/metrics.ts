import { quote } from "../../util/text.ts";
import type { DocumentBuilder } from "./document-builder.ts";
import { type Measure, sayUnread } from "./groups.ts";
import type { DiagnosticCollector, SpanGetter } from "./diagnostics.ts";
import type { SourceValue } from "./data-reader.ts";
import { isAbsent, numberOf, quoted } from "./values.ts";
import { isShare, metricOf } from "./terms.ts";
import { uncertaintiesIn } from "./uncertainty.ts";

/** A test result, by its name in the file. */
export interface MetricResult {
  readonly name: string;
  readonly value: SourceValue;
  readonly low?: SourceValue;
  readonly high?: SourceValue;
  readonly standardError?: SourceValue;
  readonly place: SpanGetter;
}

/** The name of a metric without the words that say it is of the test set, as in `test_recall` or `Final test recall`. */
export const shortName = (name: string): string => name.replace(/^(?:final[ _-])?(?:test|external|holdout|eval)[ _-]/i, ""); // prettier-ignore

/** Copies results into a validation report. Reports results with an unknown name or without a number once. */
export function putMetrics(draft: DocumentBuilder, results: readonly MetricResult[], log: DiagnosticCollector): void {
  const unread = new Map<string, SpanGetter>();
  let index = 0;
  for (const result of results) {
    const metric = metricOf(result.name);
    if (metric === undefined) {
      if (!unread.has(result.name)) unread.set(result.name, result.place);
      continue;
    }
    const value = figure(metric, result.value, log);
    if (value === undefined) continue;
    const at = ["metrics", index++] as const;
    draft.put([...at, "metric"], metric, result.place);
    draft.put([...at, "value"], value, result.value.place);
    putBounds(draft, at, metric, value, result, log);
    const error = result.standardError && numberOf(result.standardError);
    if (error !== undefined && error >= 0) draft.put([...at, "standardError"], error, result.standardError?.place ?? result.place); // prettier-ignore
  }
  sayUnread(unread, log);
}

function putBounds(
  draft: DocumentBuilder,
  at: readonly [string, number],
  metric: string,
  value: number,
  { low, high, place }: MetricResult,
  log: DiagnosticCollector,
): void {
  const bounds = [low, high].map((bound) => (bound && !isAbsent(bound) ? figure(metric, bound, log) : undefined));
  const [lowest, highest] = bounds;
  if ((lowest !== undefined && lowest > value) || (highest !== undefined && highest < value)) {
    log.error(place, `${metric} ${value} is outside its own interval, ${lowest ?? "?"} to ${highest ?? "?"}`);
    return;
  }
  if (low) draft.put([...at, "low"], lowest, low.place);
  if (high) draft.put([...at, "high"], highest, high.place);
}

/** Metrics that may be below 0. */
const signed = new Set(["calibration-slope", "calibration-intercept"]);

/** Adds what the measures beside results say about the uncertainty of each; intervals of 95 % only. */
export function withUncertainty(results: readonly MetricResult[], measures: readonly Measure[]): MetricResult[] {
  const { of } = uncertaintiesIn(measures, metricOf);
  return results.map((result) => {
    const { standardError, low, high, level } = of.get(metricOf(result.name) ?? "") ?? {};
    const isShown = level === 95 && low !== undefined && high !== undefined;
    return { ...result, ...(standardError ? { standardError } : {}), ...(isShown ? { low, high } : {}) };
  });
}

/** Reads a figure in the metric's unit; reports an invalid value and returns undefined. */
function figure(metric: string, stated: SourceValue, log: DiagnosticCollector): number | undefined {
  if (isAbsent(stated)) return undefined;
  const number = numberOf(stated);
  if (number === undefined) {
    log.warn(stated.place, `${quoted(stated)} is not a number: this ${metric} is not read`);
    return undefined;
  }
  if (number < 0 && !signed.has(metric)) {
    log.error(stated.place, `${metric} cannot be ${number}`);
    return undefined;
  }
  if (number <= 1 || !isShare(metric)) return number;
  log.warn(stated.place, `${quote(String(number))} is not between 0 and 1: this ${metric} is not read`);
  return undefined;
}
