import { type Diagnostic } from "../model/diagnostic.ts";
import type { Packs } from "../policy/packs.ts";
import { type TestSources } from "../testing/discover-tests.ts";
/** Input of the linter. */
export interface LintInput extends TestSources {
    readonly packs: Packs;
    /** ISO date for the expiry of waivers. */
    readonly asOf: string;
    /** What a check of the repository says of its files of governance. */
    readonly checked: readonly Diagnostic[];
}
/** Diagnostics, sorted. */
export interface LintResult {
    /** Number of checked rules. */
    readonly rules: number;
    readonly diagnostics: readonly Diagnostic[];
}
/** Finds errors in policies and waivers, and properties that make them unreliable. */
export declare function lintSources(input: LintInput): Promise<LintResult>;
