import type { Rule } from "../policy/rule.ts";
import type { MutationCase, SurvivingMutant } from "./mutate.ts";
/** Changed messages that no failing test distinguishes from those of the rule, and the number of the others. */
export interface MessageMutants {
    readonly noticed: number;
    readonly unnoticed: readonly SurvivingMutant[];
}
/** Drops each message of a rule, and the `when` of each, and looks for a failing test that then gets another one. */
export declare function mutateMessages(rule: Rule, cases: readonly MutationCase[]): MessageMutants;
