import { type Diagnostic, fileStart, hasErrors } from "../../model/diagnostic.ts";
import type { Span } from "../../model/location.ts";

/** Where something stands; worked out only when asked for. */
export type SpanGetter = () => Span;

/** The first character of the file. */
export const atStart: SpanGetter = () => fileStart;

/** A place that is known already. */
export const atSpan =
  (span: Span): SpanGetter =>
  () =>
    span;

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

/** How many errors, and how many other diagnostics, one file may have; a hostile one could have a million. */
const MOST = 100;

/** A log of a file whose diagnostics all have one code, such as `evidence/fairlearn`. */
export function createCollector(file: string, code: string): DiagnosticCollector {
  const diagnostics: Diagnostic[] = [];
  const said = { errors: 0, others: 0 };
  const say =
    (severity: Diagnostic["severity"]) =>
    (place: SpanGetter, message: string): void => {
      const count = ++said[severity === "error" ? "errors" : "others"];
      if (count > MOST + 1) return;
      const told = count > MOST ? "more of this kind follow: fix these first" : message;
      diagnostics.push({ code, severity, message: told, file, span: place() });
    };
  return {
    diagnostics,
    error: say("error"),
    warn: say("warning"),
    note: say("note"),
    failed: () => hasErrors(diagnostics),
  };
}
