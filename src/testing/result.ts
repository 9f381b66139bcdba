import type { Location } from "../model/document.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { type Finding, type Outcome } from "../model/finding.ts";

/** What a test may expect of a rule: an outcome, or that a waiver sets it aside. */
export const expectations = ["pass", "fail", "unknown", "not-applicable", "waived"] as const;
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
export function passed({ expected, actual, difference, diagnostics }: TestResult): boolean {
  return expected === actual && difference === undefined && diagnostics.length === 0;
}

/** What came of a rule, waivers included. */
export function actualOf({ outcome, waiver }: Finding): Expected {
  return waiver ? "waived" : (outcome satisfies Outcome);
}

/** What a test that failed expected, and what came. */
export function unexpected({ expected, actual, difference }: TestResult): string {
  return `expected ${expected}, ${difference ?? `came ${actual ?? "nothing"}`}`;
}
