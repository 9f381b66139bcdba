import type { Diagnostic } from "../../model/diagnostic.ts";
/**
 * A text for each of some diagnostics that no other of them has and that stays when lines move: code, file and message,
 * and for one that says the same as others before it which of them it is.
 */
export declare function identifyDiagnostics(diagnostics: readonly Diagnostic[]): string[];
