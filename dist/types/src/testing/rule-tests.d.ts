import type { Outcome } from "../model/finding.ts";
import { type JsonObject, type Path } from "../util/json.ts";
import type { Rule } from "../policy/rule.ts";
import type { Prepare, Prepared } from "./prepare-input.ts";
import type { TestResult } from "./result.ts";
/** One test beside a rule. */
export interface RuleTest {
    readonly rule: Rule;
    readonly name: string;
    readonly given: JsonObject;
    readonly expected: Outcome;
    /** Where it is written in the policy. */
    readonly path: Path;
}
/** The tests beside a rule, in their order. */
export declare function testsOf(rule: Rule): RuleTest[];
/** A test, what came of it, and the documents it was run on. */
export interface RuleTestRun {
    readonly test: RuleTest;
    readonly result: TestResult;
    /** Undefined when they could not occur. */
    readonly prepared: Prepared | undefined;
}
/** Runs one test of a rule. */
export declare function runRuleTest(test: RuleTest, prepare: Prepare): Promise<RuleTestRun>;
