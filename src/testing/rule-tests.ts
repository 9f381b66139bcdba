import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import type { Outcome } from "../model/finding.ts";
import { type JsonObject, type Path, getAt, emptyObject, isObject } from "../util/json.ts";
import { evaluateRule } from "../evaluate/evaluate-deployment.ts";
import type { Rule } from "../policy/rule.ts";
import type { Prepare, Prepared, InvalidOverride } from "./prepare-input.ts";
import type { TestResult } from "./result.ts";

/** A test of a rule in its policy file. */
export interface RuleTest {
  readonly rule: Rule;
  readonly name: string;
  readonly given: JsonObject;
  readonly expected: Outcome;
  /** Path in the policy. */
  readonly path: Path;
}

/** The tests of a rule, in file order. */
export function testsOf(rule: Rule): RuleTest[] {
  const tests = getAt(rule.document.value, [...rule.path, "tests"]);
  if (!Array.isArray(tests)) return [];
  return tests.filter(isObject).map((test, i) => {
    const { name, given, expect } = test;
    return {
      rule,
      name: String(name),
      given: isObject(given) ? given : emptyObject(),
      expected: expect as Outcome,
      path: [...rule.path, "tests", i],
    };
  });
}

/** The problem of a test, on the line of the override that causes it. */
function diagnosticOf({ rule, path }: RuleTest, { change, message }: InvalidOverride): Diagnostic {
  return errorAt(rule.document.locate([...path, "given", change]), "test/given", message);
}

function resultOf(test: RuleTest, { subject, asOf }: Prepared): TestResult {
  const { rule, name, expected, path } = test;
  const settings = { failOn: "low" as const, asOf, waivers: [], explainAll: true };
  const { finding, diagnostics } = evaluateRule(rule, subject, settings);
  const where = rule.document.locate([...path, "expect"]);
  const result = { rule: rule.id, name, expected, actual: finding.outcome, where, finding, difference: undefined };
  return { ...result, diagnostics: diagnostics.map(({ code, message }) => errorAt(where, code, message)) };
}

/** A test, its result, and its documents. */
export interface RuleTestRun {
  readonly test: RuleTest;
  readonly result: TestResult;
  /** Undefined if they are invalid. */
  readonly prepared: Prepared | undefined;
}

/** Runs one test of a rule. */
export async function runRuleTest(test: RuleTest, prepare: Prepare): Promise<RuleTestRun> {
  const made = await prepare(test.given, [test.rule]);
  if (!("refusals" in made)) return { test, result: resultOf(test, made), prepared: made };
  const { rule, name, expected, path } = test;
  const result: TestResult = {
    rule: rule.id,
    name,
    expected,
    actual: undefined,
    where: rule.document.locate([...path, "expect"]),
    finding: undefined,
    difference: undefined,
    diagnostics: made.refusals.map((refusal) => diagnosticOf(test, refusal)),
  };
  return { test, result, prepared: undefined };
}
