import type { ConfusionMatrix } from "../stats/confusion-matrix.ts";
import { type Contradiction, type EvidenceDocument } from "./contradiction.ts";
/** How the prevalence of a report's cases compares with that of the place of use; undefined when it may be the same. */
export declare function foreignPrevalence(report: EvidenceDocument, localPrevalence: number): {
    readonly counts: ConfusionMatrix;
    readonly tested: number;
} | undefined;
/** What is attached, by kind. */
export interface EvidenceSet {
    readonly fairness: readonly EvidenceDocument[];
    readonly validation: readonly EvidenceDocument[];
    readonly cards: readonly EvidenceDocument[];
    readonly localPrevalence: number | undefined;
}
/**
 * Documents that refute each other.
 * @param refuted files whose own numbers are contradicted already: what differs from them has the same cause
 */
export declare function findContradictionsAcross({ fairness, validation, cards, localPrevalence }: EvidenceSet, refuted: ReadonlySet<string>): Contradiction[];
