import type { Location } from "../model/document.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { type Finding, type Outcome } from "../model/finding.ts";

/** The expectation of a test: an outcome, or a waiver for it. */
export const expectations = ["pass", "fail", "unknown", "not-applicable", "waived"] as const;
export type Expected = (typeof expectations)[number];

/** The expectation of a test of a format: the file becomes documents, or is refused. */
export type ExpectedReading = "read" | "refused";

/** A test and its result. */
export interface TestResult {
  /** Id of the rule, or `formats/NAME`. */
  readonly rule: string;
  readonly name: string;
  readonly expected: Expected | ExpectedReading;
  /** Undefined if the test itself is invalid. */
  readonly actual: Expected | ExpectedReading | undefined;
  /** Location of the expectation. */
  readonly where: Location;
  readonly finding: Finding | undefined;
  /** A difference in spite of the expected outcome, such as another line. */
  readonly difference: string | undefined;
  /** The problem of an invalid test. */
  readonly diagnostics: readonly Diagnostic[];
}

/** True if a test passed. */
export function passed({ expected, actual, difference, diagnostics }: TestResult): boolean {
  return expected === actual && difference === undefined && diagnostics.length === 0;
}

/** The result of a rule after waivers. */
export function actualOf({ outcome, waiver }: Finding): Expected {
  return waiver ? "waived" : (outcome satisfies Outcome);
}

/** Describes the expected and the actual result of a failed test. */
export function unexpected({ expected, actual, difference }: TestResult): string {
  return `expected ${expected}, ${difference ?? `got ${actual ?? "nothing"}`}`;
}
