import { type Diagnostic } from "../../model/diagnostic.ts";
import type { Span } from "../../model/location.ts";
/** Where something stands; worked out only when asked for. */
export type SpanGetter = () => Span;
/** The first character of the file. */
export declare const atStart: SpanGetter;
/** A place that is known already. */
export declare const atSpan: (span: Span) => SpanGetter;
/** Collects what is wrong with one file. */
export interface DiagnosticCollector {
    readonly diagnostics: Diagnostic[];
    /** Broken: the file is no evidence. */
    error(place: SpanGetter, message: string): void;
    /** Sound, but not read, or worth a look. */
    warn(place: SpanGetter, message: string): void;
    /** Worth knowing. */
    note(place: SpanGetter, message: string): void;
    /** Whether something of level error was said. */
    failed(): boolean;
}
/** A log of a file whose diagnostics all have one code, such as `evidence/fairlearn`. */
export declare function createCollector(file: string, code: string): DiagnosticCollector;
