import type { Counts } from "../groups.ts";
import { type Contradiction, type Exhibit } from "./report.ts";
/** How the prevalence of a report's cases compares with that of the place of use; undefined when it may be the same. */
export declare function foreignPrevalence(report: Exhibit, localPrevalence: number): {
    readonly counts: Counts;
    readonly tested: number;
} | undefined;
/** What is attached, by kind. */
export interface Bundle {
    readonly fairness: readonly Exhibit[];
    readonly validation: readonly Exhibit[];
    readonly cards: readonly Exhibit[];
    readonly localPrevalence: number | undefined;
}
/**
 * Documents that refute each other.
 * @param refuted files whose own numbers are contradicted already: what differs from them has the same cause
 */
export declare function refutedAcross({ fairness, validation, cards, localPrevalence }: Bundle, refuted: ReadonlySet<string>): Contradiction[];
