import type { Location, Span } from "./document.ts";
/** Something wrong with the inputs themselves. One of level error forbids exit code 0. */
export interface Diagnostic {
    /** Stable code, such as `yaml/duplicate-key`. */
    readonly code: string;
    readonly severity: "error" | "warning" | "note";
    /** What is wrong and what to do, starting lowercase, the user's text in backticks. */
    readonly message: string;
    /** Path from the repository root, with forward slashes. */
    readonly file: string;
    readonly span: Span;
}
/** The first character of a file: where a diagnostic about the whole of it points. */
export declare const fileStart: Span;
/** A diagnostic of level error at a location. */
export declare function errorAt(where: Pick<Location, "file" | "start" | "end">, code: string, message: string): Diagnostic;
/** A diagnostic of level error about a whole file. */
export declare function fileError(file: string, code: string, message: string): Diagnostic;
/** Orders diagnostics: worst first, then by file, line, column and code. */
export declare function compareDiagnostics(a: Diagnostic, b: Diagnostic): number;
