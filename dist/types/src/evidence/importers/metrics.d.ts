import type { DocumentBuilder } from "./document-builder.ts";
import { type Measure } from "./groups.ts";
import type { DiagnosticCollector, SpanGetter } from "./diagnostics.ts";
import type { SourceValue } from "./data-reader.ts";
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
export declare const shortName: (name: string) => string;
/** Copies results into a validation report. Reports results with an unknown name or without a number once. */
export declare function putMetrics(draft: DocumentBuilder, results: readonly MetricResult[], log: DiagnosticCollector): void;
/** Adds what the measures beside results say about the uncertainty of each; intervals of 95 % only. */
export declare function withUncertainty(results: readonly MetricResult[], measures: readonly Measure[]): MetricResult[];
