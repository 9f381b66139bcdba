import type { Type } from "../logic/types.ts";
import type { EvaluationSettings } from "../evaluate/input.ts";
import type { Rule } from "../policy/rule.ts";
import { type SampleInput, type RuleVersion, type Witness } from "./witness.ts";
/** How two versions of a rule can differ on a document. */
declare const differences: readonly ["loosened", "tightened", "narrowed", "widened", "settled", "unsettled"];
export type EffectDifference = (typeof differences)[number];
/** By difference, the most readable witness first; another one where the open side comes out otherwise. */
export type Witnesses = Readonly<Partial<Record<EffectDifference, readonly Witness[]>>>;
/** What was found of two versions of a rule. */
export interface WitnessSearch {
    readonly witnesses: Witnesses;
    /** Whether something fails now that was let in, and is not merely what cannot be told. */
    readonly fails: boolean;
    /** On how many documents they were compared. */
    readonly tried: number;
}
/** Two versions of a rule. */
export interface RuleVersions {
    readonly before: RuleVersion;
    readonly after: RuleVersion;
    /** The one difference sought, where only one is possible: enough of it ends the search. */
    readonly only?: EffectDifference;
}
/** What two versions of a rule are tried on. */
export interface SearchInput {
    readonly specimens: readonly SampleInput[];
    /** The type of the rule context. */
    readonly context: Type;
    /** How many documents are made at most. */
    readonly most: number;
}
/** The outcome of a rule, whether it binds or not. */
export declare function byOutcome(rule: Rule | undefined): RuleVersion;
/** What a rule does to the gate. */
export declare function byGate(rule: Rule, settings: Pick<EvaluationSettings, "failOn" | "asOf">): RuleVersion;
/** Compares two versions of a rule on specimens and on documents made from them around its boundaries. */
export declare function findWitnesses(pair: RuleVersions, trial: SearchInput): WitnessSearch;
export {};
