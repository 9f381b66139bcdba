import { compareCodeUnits } from "../util/json.ts";
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
export const fileStart: Span = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

/** A diagnostic of level error at a location. */
export function errorAt(where: Pick<Location, "file" | "start" | "end">, code: string, message: string): Diagnostic {
  return { code, severity: "error", message, file: where.file, span: { start: where.start, end: where.end } };
}

/** A diagnostic of level error about a whole file. */
export function fileError(file: string, code: string, message: string): Diagnostic {
  return { code, severity: "error", message, file, span: fileStart };
}

export const isError = ({ severity }: Diagnostic): boolean => severity === "error";

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.some(isError);

const rank = { error: 0, warning: 1, note: 2 } as const;

/** Orders diagnostics: worst first, then by file, line, column and code. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    rank[a.severity] - rank[b.severity] ||
    compareCodeUnits(a.file, b.file) ||
    a.span.start.line - b.span.start.line ||
    a.span.start.column - b.span.start.column ||
    compareCodeUnits(a.code, b.code) ||
    compareCodeUnits(a.message, b.message)
  );
}
