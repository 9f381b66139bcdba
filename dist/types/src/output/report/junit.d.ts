import { type Diagnostic } from "../../model/diagnostic.ts";
import type { Format } from "../format.ts";
/** A suite of what is wrong with the inputs; none when nothing is. */
export declare function inputs(diagnostics: readonly Diagnostic[]): string[];
/** Suites as a whole file. */
export declare function junitFile(suites: readonly string[]): string;
/** The report as JUnit XML: a suite for each deployment, a case for each rule; what cannot be told is a failure. */
export declare const formatJunit: Format;
