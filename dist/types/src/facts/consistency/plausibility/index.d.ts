import type { EvidenceSet } from "../across-documents.ts";
import { type EvidenceDocument, type Anomaly } from "../contradiction.ts";
export interface ExpectedPopulation {
    /** Axes whose lack of groups is reported elsewhere. */
    readonly axesKnown: ReadonlySet<string>;
    readonly maxGap: number | undefined;
}
/** Reports of one kind: those that count, and those about another model or version, from which these may be copied. */
export interface ReportsOfKind {
    readonly counting: readonly EvidenceDocument[];
    readonly others: readonly EvidenceDocument[];
}
/**
 * Finds signs that numbers are copied, invented or irrelevant. A sign that could be chance is reported only if chance
 * alone has a probability below one in a million, so that honest numbers are not reported.
 */
export declare function findAnomalies({ fairness, validation, localPrevalence }: EvidenceSet, expected: ExpectedPopulation, reports: readonly ReportsOfKind[]): Anomaly[];
