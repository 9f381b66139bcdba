import { type PartialConfusionMatrix } from "./confusion-matrix.ts";
import type { SourceValue } from "./data-reader.ts";
import type { DiagnosticCollector, SpanGetter } from "./diagnostics.ts";
import type { DocumentBuilder } from "./document-builder.ts";
import { type MetricResult } from "./metrics.ts";
/** Counts of a test, and where they stand. */
export interface LocatedCounts {
    readonly cells: PartialConfusionMatrix;
    readonly places: Readonly<Record<keyof PartialConfusionMatrix, SpanGetter>>;
}
/** Whether a value is a number of cases. */
export declare function isCount(stated: SourceValue): boolean;
/** Counts with their places. */
export declare function locatedCounts(stated: Readonly<Record<keyof PartialConfusionMatrix, SourceValue>>): LocatedCounts;
/**
 * Puts the results of a binary classifier into a validation report: its counts, and the stated metrics. A rate that is
 * stated as 0 or 1 over no cases, and an average over both classes under the name of a rate, are left out with a warning.
 */
export declare function putResults(draft: DocumentBuilder, counts: LocatedCounts | undefined, results: readonly MetricResult[], log: DiagnosticCollector): void;
