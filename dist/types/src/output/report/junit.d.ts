import { type Diagnostic } from "../../model/diagnostic.ts";
import type { Format } from "../format.ts";
/** A suite for input problems; empty if there are none. */
export declare function inputs(diagnostics: readonly Diagnostic[]): string[];
/** Formats suites as a complete file. */
export declare function junitFile(suites: readonly string[]): string;
/**
 * Formats the report as JUnit XML: a suite per deployment, a case per rule. A result that blocks is a failure, also an unknown one.
 * Waived, existing and advisory results are skipped.
 */
export declare const formatJunit: Format;
