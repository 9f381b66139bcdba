import { join } from "node:path";
import picomatch from "picomatch";
import { CAREGATE_DIR } from "../policy/bundle.ts";
import { passed } from "../testing/result.ts";
import { type TestRun, noTest, runTests } from "../testing/run-tests.ts";
import { type CheckedFiles, describeFiles } from "./checked-files.ts";
import type { EngineOptions } from "./options.ts";
import { type TestSuggestions, suggestTests } from "./suggest-tests.ts";
import { type SourcePaths, openPolicySources, resolveSourcePaths } from "./policy-sources.ts";

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

function ruleMatcher(pattern: string | undefined): (rule: string) => boolean {
  if (pattern === undefined) return () => true;
  return picomatch.scan(pattern).isGlob ? picomatch(pattern) : (rule) => rule.includes(pattern);
}

const sourcePaths = ({ cwd, paths = [] }: TestOptions): SourcePaths =>
  resolveSourcePaths(cwd, paths, ["policies", "formats", "tests"]);

/**
 * Lists the absolute paths of the files and folders that a run of the tests starts from.
 * @throws UsageError when the paths belong to different repositories
 */
export function policyTestPaths(options: TestOptions): string[] {
  const { root, targets } = sourcePaths(options);
  return [...targets, join(root, CAREGATE_DIR)];
}

/**
 * Runs the tests beside rules and the expectations in comments of manifests. Each test has its own date.
 * @throws UsageError when the paths belong to different repositories
 */
export async function runPolicyTests(options: TestOptions): Promise<TestReport> {
  const { rule, suggest = false, mutate = suggest, onProgress } = options;
  const sources = await openPolicySources(sourcePaths(options));
  const { tree, where } = sources;
  const progress = (done: number, total: number): void => onProgress?.(done, total);
  const run = await runTests({ ...sources, wanted: ruleMatcher(rule), mutate, progress });
  // A file in error may hold the tests that are missing.
  const inError = run.diagnostics.some(({ severity }) => severity === "error");
  const none = run.suites.length === 0 && !inError ? [noTest(where)] : [];
  const survivors = run.mutated?.survivors ?? [];
  const suggested = suggest ? await suggestTests(sources, survivors) : undefined;
  return {
    ...run,
    suggested,
    diagnostics: [...run.diagnostics, ...none],
    passed: run.suites.every(({ results }) => results.every(passed)) && survivors.length === 0,
    ...describeFiles(tree, options),
    files: run.read.map((file) => join(tree.root, file)),
  };
}
