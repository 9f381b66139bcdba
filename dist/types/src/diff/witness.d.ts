import { type Json } from "../util/json.ts";
import type { SampleInput, WitnessOrigin } from "../testing/rule-test-inputs.ts";
import type { Outcome } from "../model/finding.ts";
import type { Rule } from "../policy/rule.ts";
import { type Edit } from "./edits.ts";
export type { SampleInput, WitnessOrigin } from "../testing/rule-test-inputs.ts";
/** What came of a rule: `advisory` where it is not met and does not bind, `none` where there is no such rule. */
export type Effect = Outcome | "advisory" | "none";
/** A version of a rule as a function of what it judges. */
export type EffectFunction = (data: Json) => Effect;
/** A version of a rule, and how it judges. */
export interface RuleVersion {
    /** Undefined where there is none. */
    readonly rule: Rule | undefined;
    readonly judge: EffectFunction;
}
/** What came of one version on a witness. */
export interface WitnessOutcome {
    readonly effect: Effect;
    /** The first condition that decided, where the rule is not met or not asked. */
    readonly why: string | null;
}
/** A document on which two versions of a rule differ. */
export interface Witness {
    readonly origin: WitnessOrigin;
    /** What is changed of it; nothing when it is taken as it stands. */
    readonly edits: readonly Edit[];
    /** The same for a reader: of the values, what the rule reads. */
    readonly told: readonly {
        readonly path: string;
        readonly value: Json | undefined;
    }[];
    readonly before: WitnessOutcome;
    readonly after: WitnessOutcome;
}
/** Edits without those that a difference does not need. */
export declare function fewestEdits(base: Json, edits: readonly Edit[], holds: (data: Json) => boolean): Edit[];
/** A document with some edits as a witness of how two versions differ. */
export declare function witnessOf({ origin, data: base }: SampleInput, edits: readonly Edit[], before: RuleVersion, after: RuleVersion): Witness;
