import { type Diagnostic } from "../model/diagnostic.ts";
import { type CheckedFiles } from "./checked-files.ts";
import type { EngineOptions } from "./options.ts";
export interface LintOptions extends EngineOptions {
    /** Files and folders of one repository (default: `.caregate`). */
    readonly paths?: readonly string[] | undefined;
}
/** The faults of the policies and waivers under some paths. */
export interface LintReport extends CheckedFiles {
    /** Number of rules that were checked. */
    readonly rules: number;
    readonly diagnostics: readonly Diagnostic[];
    /** No policy was found, so that nothing was checked; `diagnostics` says so. */
    readonly isEmpty: boolean;
}
/**
 * Looks for faults in policies and waivers, and for what makes them unreliable.
 * @throws UsageError when the paths belong to different repositories
 */
export declare function lintPolicies(options: LintOptions): Promise<LintReport>;
