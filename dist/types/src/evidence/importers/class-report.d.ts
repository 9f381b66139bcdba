import { type LocatedCounts } from "./binary-results.ts";
import type { SourceValue } from "./data-reader.ts";
import { type DiagnosticCollector, type SpanGetter } from "./diagnostics.ts";
import type { DocumentBuilder } from "./document-builder.ts";
/** A class in a classification report of scikit-learn. */
export interface ClassRow {
    readonly name: string;
    readonly precision: SourceValue;
    readonly recall: SourceValue;
    readonly support: SourceValue;
    readonly place: SpanGetter;
}
/** Whether a row of a report is over several classes. */
export declare const isAverage: (name: string) => boolean;
/** The positive one of two classes by its name; undefined if it is not clear which one it is. */
export declare function positiveOf<T>(classes: readonly [T, T], nameOf: (one: T) => string): T | undefined;
/** The rows of a report in text. */
export declare function rowsInText(text: string): ClassRow[];
/** Puts what a report of two classes says; any other is an error. */
export declare function putClasses(report: DocumentBuilder, rows: readonly ClassRow[], log: DiagnosticCollector): void;
/** The counts that follow from a report of two classes; undefined if it leaves them or the positive class open. */
export declare function countsOfClasses(rows: readonly ClassRow[]): LocatedCounts | undefined;
