import { type TestRun } from "../testing/run-tests.ts";
import { type CheckedFiles } from "./checked-files.ts";
import type { EngineOptions } from "./options.ts";
import { type TestSuggestions } from "./suggest-tests.ts";
export interface TestOptions extends Omit<EngineOptions, "asOf"> {
    /** Files and folders of one repository (default: `policies`, `formats` and `tests` of `.caregate`). */
    readonly paths?: readonly string[] | undefined;
    /** Part of a rule id, or a glob that matches it (default: all rules). */
    readonly rule?: string | undefined;
    /** Also changes the rules in small ways, to find changes that no test notices. */
    readonly mutate?: boolean | undefined;
    /** Also plans tests for the changes that no test notices (default: false). */
    readonly suggest?: boolean | undefined;
}
/** The results of the tests of policies. */
export interface TestReport extends TestRun, CheckedFiles {
    /** Every test passed, and a test noticed each change that was tried. */
    readonly passed: boolean;
    /** Absolute paths of the files that were read. */
    readonly files: readonly string[];
    /** Tests for the changes that no test notices; undefined if they were not asked for. */
    readonly suggested: TestSuggestions | undefined;
}
/**
 * Lists the absolute paths of the files and folders that a run of the tests starts from.
 * @throws UsageError when the paths belong to different repositories
 */
export declare function policyTestPaths(options: TestOptions): string[];
/**
 * Runs the tests beside rules and the expectations in comments of manifests. Each test has its own date.
 * @throws UsageError when the paths belong to different repositories
 */
export declare function runPolicyTests(options: TestOptions): Promise<TestReport>;
