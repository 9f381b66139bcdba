import type { Outcome } from "../model/finding.ts";
import { type JsonObject, type Path } from "../util/json.ts";
import type { Rule } from "../policy/rule.ts";
import type { Prepare, Prepared } from "./prepare-input.ts";
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
export declare function testsOf(rule: Rule): RuleTest[];
/** A test, its result, and its documents. */
export interface RuleTestRun {
    readonly test: RuleTest;
    readonly result: TestResult;
    /** Undefined if they are invalid. */
    readonly prepared: Prepared | undefined;
}
/** Runs one test of a rule. */
export declare function runRuleTest(test: RuleTest, prepare: Prepare): Promise<RuleTestRun>;
