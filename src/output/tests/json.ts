import { formatPath } from "../../util/json-path.ts";
import type { Location } from "../../model/location.ts";
import { diagnosticToJson } from "../report/json.ts";
import { inputErrors } from "./console.ts";
import { type TestResult, passed } from "../../testing/result.ts";
import type { TestRun } from "../../testing/run-tests.ts";

const place = ({ file, start }: Location) => ({ file, line: start.line, column: start.column });

function result(one: TestResult) {
  const { rule, name, expected, actual, where, finding, difference } = one;
  return {
    rule,
    name,
    passed: passed(one),
    expected,
    actual: actual ?? null,
    difference: difference ?? null,
    ...place(where),
    explanation: (finding?.explanation ?? []).map(({ text, read, result: truth }) => ({
      condition: text,
      read: read && { path: formatPath(read.path), value: read.value ?? null },
      result: truth,
    })),
    missing: (finding?.missing ?? []).map(({ path }) => path),
  };
}

/** Formats test results as JSON. */
export function testsToJson(run: TestRun): string {
  const results = run.suites.flatMap((suite) => suite.results);
  const good = results.filter(passed).length;
  const { mutated } = run;
  const shape = {
    schemaVersion: 1,
    summary: { passed: good, failed: results.length - good },
    tests: results.map(result),
    mutation: mutated
      ? {
          noticed: mutated.noticed,
          refused: mutated.refused,
          equivalent: mutated.equivalent,
          listed: mutated.listed,
          held: mutated.held,
          unnoticed: mutated.survivors.map(({ rule, change, gap, where }) => ({ rule, change, gap, ...place(where) })),
        }
      : null,
    diagnostics: inputErrors(run).map(diagnosticToJson),
  };
  return `${JSON.stringify(shape, null, 2)}\n`;
}
