import type { LocatedCounts } from "./binary-results.ts";
import type { SourceValue } from "./data-reader.ts";
import { type DiagnosticCollector, type SpanGetter } from "./diagnostics.ts";
import type { MetricResult } from "./metrics.ts";
/** A class in a classification report of scikit-learn. */
export interface ClassRow {
    readonly name: string;
    readonly precision: SourceValue;
    readonly recall: SourceValue;
    readonly support: SourceValue;
    readonly place: SpanGetter;
}
/** The two classes of a report, and what they say of the positive one. */
export interface TwoClasses {
    readonly positive: ClassRow;
    readonly negative: ClassRow;
    readonly results: readonly MetricResult[];
}
/** Whether a row of a report is over several classes. */
export declare const isAverage: (name: string) => boolean;
/** The rows of a report in text. */
export declare function rowsInText(text: string): ClassRow[];
/** What a report of two classes says; undefined, with a diagnostic, if it is not clear which class is the positive one. */
export declare function resultsOfClasses(rows: readonly ClassRow[], log: DiagnosticCollector): TwoClasses | undefined;
/** The counts that the recalls of both classes give; undefined if their rounding leaves them open. */
export declare function countsOfClasses({ positive, negative }: TwoClasses): LocatedCounts | undefined;
