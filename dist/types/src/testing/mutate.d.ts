import type { Location } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { Outcome } from "../model/finding.ts";
import { type JsonObject } from "../util/json.ts";
import type { Type } from "../logic/types.ts";
import { type Rule } from "../policy/rule.ts";
/** The data of a rule test and its expected outcome. */
export interface MutationCase {
    readonly data: JsonObject;
    readonly expected: Outcome;
}
/** A changed rule that no test distinguishes from the rule. */
export interface SurvivingMutant {
    readonly rule: string;
    /** The change and its place in the rule: the name in a policy's list of equivalent changes. */
    readonly change: string;
    /** The missing test. */
    readonly gap: string;
    readonly where: Location;
    /** The rule with the change; undefined for a change of messages, and for a rule without tests. */
    readonly changedRule?: Rule | undefined;
}
/** Result of testing the changed rules. */
export interface MutationResult {
    /** Number of changed rules that fail at least one test. */
    readonly noticed: number;
    /** Number of changed rules that the check of policies rejects. */
    readonly refused: number;
    /** Number of changes without effect in all cases. */
    readonly equivalent: number;
    /** Number of changes that the policy lists as equivalent, with a reason. */
    readonly listed: number;
    readonly survivors: readonly SurvivingMutant[];
    /** Problems of these lists. */
    readonly diagnostics: readonly Diagnostic[];
}
/**
 * Makes small changes to a rule and checks that its tests fail.
 * @param cases the documents of its passing tests, each with the expected outcome
 * @param context the type of the rule context: a change that the check of policies rejects needs no test
 */
export declare function mutate(rule: Rule, cases: readonly MutationCase[], context: Type): MutationResult;
