import { reasonTexts } from "../../model/finding.ts";
import type { FormatOptions } from "../format.ts";
import { inputs, junitFile } from "../report/junit.ts";
import { element, xml } from "../text/xml.ts";
import { type TestResult, passed, unexpected } from "../../testing/result.ts";
import type { Suite, TestRun } from "../../testing/run-tests.ts";
import { inputErrors } from "./console.ts";

function detail(result: TestResult): string {
  const { where, finding } = result;
  return [
    unexpected(result),
    `at ${where.file}:${where.start.line}:${where.start.column}`,
    ...(finding ? reasonTexts(finding) : []).map((text) => `why: ${text}`),
    ...(finding?.missing ?? []).map(({ path }) => `not stated: ${path}`),
  ].join("\n");
}

function testcase(result: TestResult): string {
  const { rule, name, where, expected, diagnostics } = result;
  const attributes = { classname: rule, name, file: where.file, line: where.start.line };
  if (passed(result)) return element("testcase", attributes);
  const [problem] = diagnostics;
  if (problem) {
    const { code, message } = problem;
    const all = diagnostics.map((one) => one.message).join("\n");
    return element("testcase", attributes, element("error", { type: code, message }, xml(all)));
  }
  const failure = { type: expected, message: unexpected(result) };
  return element("testcase", attributes, element("failure", failure, xml(detail(result))));
}

function suite({ file, results }: Suite): string {
  const errors = results.filter(({ diagnostics }) => diagnostics.length > 0).length;
  const failures = results.filter((one) => !passed(one)).length - errors;
  return element(
    "testsuite",
    { name: file, file, tests: results.length, failures, errors, skipped: 0 },
    `\n${results.map(testcase).join("\n")}\n`,
  );
}

/**
 * Formats test results as JUnit XML: a suite for each file, a case for each test. Files are named from the top of the
 * repository.
 */
export function testsToJunit(run: TestRun, { folder = "" }: Pick<FormatOptions, "folder">): string {
  const from = <T extends { readonly file: string }>(one: T): T =>
    folder === "" ? one : { ...one, file: `${folder}/${one.file}` };
  const tests = new Set(run.suites.flatMap(({ results }) => results.flatMap(({ diagnostics }) => diagnostics)));
  const elsewhere = inputErrors(run).filter((one) => !tests.has(one));
  const suites = run.suites.map(({ file, results }) =>
    from({ file, results: results.map((one) => ({ ...one, where: from(one.where) })) }),
  );
  return junitFile([...inputs(elsewhere.map(from)), ...suites.map(suite)]);
}
