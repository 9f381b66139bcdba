import { type Diagnostic } from "../model/diagnostic.ts";
import type { Packs } from "../policy/packs.ts";
import { type TestSources } from "../testing/discover-tests.ts";
/** What is looked at, and what it is compared with. */
export interface LintInput extends TestSources {
    readonly packs: Packs;
    /** The date by which waivers expire, as an ISO date. */
    readonly asOf: string;
}
/** What was found, in order. */
export interface LintResult {
    /** How many rules were looked at. */
    readonly rules: number;
    readonly diagnostics: readonly Diagnostic[];
}
/** Looks for what is wrong with policies and waivers, and for what makes them hard to rely on. */
export declare function lintSources(input: LintInput): Promise<LintResult>;
