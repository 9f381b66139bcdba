import type { Tree } from "../repository/tree.ts";
import { type Json } from "../util/json.ts";
import type { Rule } from "../policy/rule.ts";
import type { Prepared } from "./prepare-input.ts";
import { type RuleTest } from "./rule-tests.ts";
import type { LoadedPolicies } from "../workspace/policies.ts";
/** Where an input comes from; `least` is a deployment with no more fields set than required. */
export type WitnessOrigin = {
    readonly kind: "deployment";
    readonly name: string;
    readonly file: string;
} | {
    readonly kind: "test";
    readonly rule: string;
    readonly name: string;
} | {
    readonly kind: "least";
};
/** A sample input of a rule. */
export interface SampleInput {
    readonly origin: WitnessOrigin;
    /** The data of a rule context. */
    readonly data: Json;
}
/** A test of a rule and its documents. */
export interface PreparedRuleTest extends SampleInput {
    readonly test: RuleTest;
    readonly prepared: Prepared;
}
/** Prepares the documents of a rule's tests, or of those that match a filter. Invalid tests are skipped. */
export type PrepareRuleTests = (rule: Rule, isWanted?: (test: RuleTest) => boolean) => Promise<PreparedRuleTest[]>;
/** Creates a loader for the tests of the rules in a snapshot of a repository. */
export declare function createRuleTestPreparer(tree: Tree, { governance, ruleSet }: LoadedPolicies): Promise<PrepareRuleTests>;
