import type { DocumentBuilder } from "./document-builder.ts";
import type { DiagnosticCollector, SpanGetter } from "./diagnostics.ts";
import type { SourceValue } from "./data-reader.ts";
/** A result of a test, by its name in the file. */
export interface MetricResult {
    readonly name: string;
    readonly value: SourceValue;
    readonly low?: SourceValue;
    readonly high?: SourceValue;
    readonly place: SpanGetter;
}
/** Puts results into a validation report; those that have no name of ours, or are no number, are named once. */
export declare function putMetrics(draft: DocumentBuilder, results: readonly MetricResult[], log: DiagnosticCollector): void;
