import type { Location } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { Outcome } from "../model/finding.ts";
import { type JsonObject } from "../util/json.ts";
import type { Type } from "../logic/types.ts";
import type { Rule } from "../policy/rule.ts";
/** What a test judges a rule on, and what it expects. */
export interface MutationCase {
    readonly data: JsonObject;
    readonly expected: Outcome;
}
/** A changed rule that no test told from the rule. */
export interface SurvivingMutant {
    readonly rule: string;
    /** What changes, and where in the rule: the name by which a policy lists it. */
    readonly change: string;
    /** What no test has. */
    readonly gap: string;
    readonly where: Location;
}
/** What became of the changed rules. */
export interface MutationResult {
    /** Told from the rule by at least one test. */
    readonly noticed: number;
    /** Refused by the check of policies, so that they cannot slip in. */
    readonly refused: number;
    /** Shown to make no difference in any case. */
    readonly equivalent: number;
    /** Listed by the policy as making no difference, with a reason. */
    readonly listed: number;
    readonly survivors: readonly SurvivingMutant[];
    /** What is wrong with the lists. */
    readonly diagnostics: readonly Diagnostic[];
}
/**
 * Changes a rule in every small way, and looks whether its tests notice.
 * @param cases the documents of its tests, each with the outcome expected, which is the outcome of the rule
 * @param context the type of the rule context: a change that the check of policies refuses needs no test
 */
export declare function mutate(rule: Rule, cases: readonly MutationCase[], context: Type): MutationResult;
