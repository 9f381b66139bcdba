import type { RuleContext } from "./context.ts";
/** Releases under differential privacy: the epsilon and delta of each, and the delta that all may take together. */
interface Releases {
    readonly epsilon: number;
    readonly deltaPerRelease: number;
    readonly delta: number;
    readonly releases: number;
}
/**
 * The least total epsilon that a number of releases can have under an accountant: basic composition adds them up,
 * advanced composition gives the less of that and its theorem, which takes what the releases leave of delta; RDP and
 * zCDP add up the curve of the mechanism and convert it. Nothing but the epsilon of one release is known of a curve
 * that the manifest does not tell (DP-SGD) and of a numerical accountant (PLD), and no total is below that.
 * @returns undefined when the accountant is none of these
 */
export declare function leastTotal(accountant: unknown, mechanism: unknown, { epsilon, deltaPerRelease, delta, releases }: Releases): number | undefined;
/**
 * Whether parameters fall short of 128 bits. Security grows with the dimension and falls with the modulus, so that a
 * dimension between two of the table, or beyond it, is decided where both neighbours agree; else it is unknown.
 */
export declare function isBelow128Bits(dimension: number, bits: number): boolean | undefined;
/**
 * Offers `facts.privacy`: of differential privacy the least total epsilon (`epsilonFloor`), whether a stated total is
 * below it (`epsilonUnderstated`) and delta times the units; of encrypted computation whether it is too weak or too slow.
 */
export declare function privacyFacts(context: RuleContext): void;
export {};
