import { type Diagnostic } from "../model/diagnostic.ts";
import type { Packs } from "../policy/packs.ts";
import { type TestSources } from "./discover-tests.ts";
import { type MutationResult } from "./mutate.ts";
import { type TestResult } from "./result.ts";
/** What tests run on, and which of them. */
export interface TestInput extends TestSources {
    readonly packs: Packs;
    /** Whether the tests of a rule are wanted. */
    readonly wanted: (rule: string) => boolean;
    /** Whether small changes of the rules are tried as well. */
    readonly mutate: boolean;
    /** Told after each test how many are done, and of how many. */
    readonly progress: (done: number, all: number) => void;
}
/** The tests of one file, and what came of them. */
export interface Suite {
    readonly file: string;
    readonly results: readonly TestResult[];
}
/** What became of small changes of all rules. */
export interface MutationSummary extends MutationResult {
    /** Rules that were left alone, because their own tests do not pass. */
    readonly held: readonly string[];
}
/** What came of all tests. */
export interface TestRun {
    /** In the order of their files; only those that hold a test. */
    readonly suites: readonly Suite[];
    /** What is wrong with the inputs, tests aside. */
    readonly diagnostics: readonly Diagnostic[];
    /** What became of small changes; undefined unless they were tried. */
    readonly mutated: MutationSummary | undefined;
    /** The files that were read, as paths from the root. */
    readonly read: readonly string[];
}
/** Runs the tests beside rules and those in the comments of manifests, and tries small changes of the rules if asked. */
export declare function runTests(input: TestInput): Promise<TestRun>;
/** What is said when there is no test at all. */
export declare function noTest(where: string): Diagnostic;
