import type { AttachedEvidence, RuleContext } from "./context.ts";
/**
 * Whether parameters fall short of 128 bits. Security grows with the dimension and falls with the modulus, so that a
 * dimension between two of the table, or beyond it, is decided where both neighbours agree; else it is unknown.
 */
export declare function isBelow128Bits(dimension: number, bits: number): boolean | undefined;
/**
 * Offers `facts.privacy`: of differential privacy the total epsilon (`epsilonFloor`, `epsilonTotal`), the stated totals
 * that are below what their releases imply (`understated`, `epsilonUnderstated`), the attacks that refute a total, and
 * delta times the units; of encrypted computation whether it is too weak or too slow.
 */
export declare function privacyFacts(context: RuleContext, attached: readonly AttachedEvidence[]): void;
