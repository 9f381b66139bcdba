import type { LocatedEdit } from "./edit.ts";
import type { Location, Span } from "./location.ts";
/** A problem of the input files. An error makes exit code 0 impossible. */
export interface Diagnostic {
    /** Stable code, such as `yaml/duplicate-key`. */
    readonly code: string;
    readonly severity: "error" | "warning" | "note";
    /** `what is wrong: what to do`, in lower case, user text in backticks. */
    readonly message: string;
    /** Path from the repository root, with forward slashes. */
    readonly file: string;
    readonly span: Span;
    /** An edit that removes the problem and needs no decision. */
    readonly fix?: LocatedEdit | undefined;
}
/** The first character of a file: the location of a diagnostic about the whole file. */
export declare const fileStart: Span;
/** A diagnostic of level error at a location. */
export declare function errorAt(where: Pick<Location, "file" | "start" | "end">, code: string, message: string): Diagnostic;
/** A diagnostic of level error about a whole file. */
export declare function fileError(file: string, code: string, message: string): Diagnostic;
export declare const isError: ({ severity }: Diagnostic) => boolean;
export declare const hasErrors: (diagnostics: readonly Diagnostic[]) => boolean;
/** Orders diagnostics: worst first, then by file, line, column and code. */
export declare function compareDiagnostics(a: Diagnostic, b: Diagnostic): number;
