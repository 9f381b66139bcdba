import type { Location } from "../model/document.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { type Finding } from "../model/finding.ts";
/** What a test may expect of a rule: an outcome, or that a waiver sets it aside. */
export declare const expectations: readonly ["pass", "fail", "unknown", "not-applicable", "waived"];
export type Expected = (typeof expectations)[number];
/** One test, and what came of it. */
export interface TestResult {
    readonly rule: string;
    readonly name: string;
    readonly expected: Expected;
    /** Undefined when the test itself is wrong. */
    readonly actual: Expected | undefined;
    /** Where the expectation is written. */
    readonly where: Location;
    readonly finding: Finding | undefined;
    /** What differs although the outcome is as expected, such as the line. */
    readonly difference: string | undefined;
    /** What is wrong with the test itself. */
    readonly diagnostics: readonly Diagnostic[];
}
/** Whether a test showed what it says. */
export declare function passed({ expected, actual, difference, diagnostics }: TestResult): boolean;
/** What came of a rule, waivers included. */
export declare function actualOf({ outcome, waiver }: Finding): Expected;
/** What a test that failed expected, and what came. */
export declare function unexpected({ expected, actual, difference }: TestResult): string;
