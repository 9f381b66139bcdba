import { type Json } from "../util/json.ts";
import type { SampleInput, WitnessOrigin } from "../testing/rule-test-inputs.ts";
import type { Outcome } from "../model/finding.ts";
import type { Rule } from "../policy/rule.ts";
import { type Edit } from "./edits.ts";
export type { SampleInput, WitnessOrigin } from "../testing/rule-test-inputs.ts";
/** The effect of a rule: `advisory` if it is unmet and does not block, `none` if the rule does not exist. */
export type Effect = Outcome | "advisory" | "none";
/** Evaluates a version of a rule on a document. */
export type EffectFunction = (data: Json) => Effect;
/** A version of a rule and its evaluation. */
export interface RuleVersion {
    /** Undefined if the rule does not exist in this version. */
    readonly rule: Rule | undefined;
    readonly evaluate: EffectFunction;
}
/** Effect of one version on a witness. */
export interface WitnessOutcome {
    readonly effect: Effect;
    /** The first deciding condition, if the rule is unmet or does not apply. */
    readonly why: string | null;
}
/** A document on which two versions of a rule differ. */
export interface Witness {
    readonly origin: WitnessOrigin;
    /** Edits of the original document; empty if it is unchanged. */
    readonly edits: readonly Edit[];
    /** The same edits for a reader: only the parts of values that the rule reads. */
    readonly changes: readonly {
        readonly path: string;
        readonly value: Json | undefined;
    }[];
    readonly before: WitnessOutcome;
    readonly after: WitnessOutcome;
}
/** Removes edits that are not needed for the difference, sorted by path. */
export declare function fewestEdits(base: Json, edits: readonly Edit[], holds: (data: Json) => boolean): Edit[];
/** Builds a witness from a document and edits on which two versions differ. */
export declare function witnessOf({ origin, data: base }: SampleInput, edits: readonly Edit[], before: RuleVersion, after: RuleVersion): Witness;
