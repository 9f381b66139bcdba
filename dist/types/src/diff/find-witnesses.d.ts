import type { Type } from "../logic/types.ts";
import type { EvaluationSettings } from "../evaluate/input.ts";
import type { Rule } from "../policy/rule.ts";
import { type SampleInput, type RuleVersion, type Witness } from "./witness.ts";
/** The ways in which two versions of a rule can differ on a document. */
declare const differences: readonly ["loosened", "tightened", "narrowed", "widened", "settled", "unsettled"];
export type EffectDifference = (typeof differences)[number];
/** Witnesses by difference, the most readable first. A further witness has another effect on its passing side. */
export type Witnesses = Readonly<Partial<Record<EffectDifference, readonly Witness[]>>>;
/** Result of comparing two versions of a rule. */
export interface WitnessSearch {
    readonly witnesses: Witnesses;
    /** True if a document that did not fail before fails now; a change to unknown does not count. */
    readonly fails: boolean;
    /** Number of compared documents. */
    readonly tried: number;
}
/** Two versions of a rule. */
export interface RuleVersions {
    readonly before: RuleVersion;
    readonly after: RuleVersion;
    /** The only possible difference, if there is only one: the search ends after enough witnesses of it. */
    readonly only?: EffectDifference;
}
/** Documents for the comparison of two versions of a rule. */
export interface SearchInput {
    readonly specimens: readonly SampleInput[];
    /** The type of the rule context. */
    readonly context: Type;
    /** Maximum number of generated documents. */
    readonly most: number;
}
/** A rule version by its outcome, blocking or not. */
export declare function byOutcome(rule: Rule | undefined): RuleVersion;
/** A rule version by its effect on blocking: `advisory` if the rule is unmet and does not block. */
export declare function byGate(rule: Rule, settings: Pick<EvaluationSettings, "failOn" | "asOf">): RuleVersion;
/** Compares two versions of a rule on samples, and on documents generated from them around its boundaries. */
export declare function findWitnesses(pair: RuleVersions, trial: SearchInput): WitnessSearch;
export {};
