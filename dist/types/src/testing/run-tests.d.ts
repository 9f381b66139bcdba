import { type Diagnostic } from "../model/diagnostic.ts";
import type { Packs } from "../policy/packs.ts";
import { type TestSources } from "./discover-tests.ts";
import { type MutationResult } from "./mutate.ts";
import { type TestResult } from "./result.ts";
/** Input of a test run, and filters. */
export interface TestInput extends TestSources {
    readonly packs: Packs;
    /** Selects rules by id. */
    readonly wanted: (rule: string) => boolean;
    /** If true, small changes of the rules are tested too. */
    readonly mutate: boolean;
    /** Receives the number of finished tests and of all tests, after each test. */
    readonly progress: (done: number, all: number) => void;
}
/** The tests of one file with their results. */
export interface Suite {
    readonly file: string;
    readonly results: readonly TestResult[];
}
/** Result of testing small changes of all rules. */
export interface MutationSummary extends MutationResult {
    /** Rules that were skipped because their own tests fail. */
    readonly held: readonly string[];
}
/** Results of all tests. */
export interface TestRun {
    /** Sorted by file; only files with tests. */
    readonly suites: readonly Suite[];
    /** Problems of the inputs, without those of tests. */
    readonly diagnostics: readonly Diagnostic[];
    /** Result of testing small changes; undefined if they were not tested. */
    readonly mutated: MutationSummary | undefined;
    /** Paths of the files that were read, from the root. */
    readonly read: readonly string[];
}
/** Runs the tests of rules and the expectations in manifests; on request, also tests small changes of the rules. */
export declare function runTests(input: TestInput): Promise<TestRun>;
/** Reports that there are no tests. */
export declare function noTest(where: string): Diagnostic;
