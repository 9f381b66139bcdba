import type { RuleContext } from "../context.ts";
import type { ClaimName } from "./claim.ts";
/** A claim and what else is stated, which cannot both be true. */
export interface ClaimContradiction {
    readonly claim: ClaimName;
    /** Where they stand, the claim first. */
    readonly paths: readonly string[];
    /** The contradiction as a clause. */
    readonly why: string;
}
/** Pairs that need more than two values, or dates. */
export declare function findSpecialContradictions(context: RuleContext): ClaimContradiction[];
