import type { EvidenceSet } from "../across-documents.ts";
import { type Anomaly } from "../contradiction.ts";
export interface ExpectedPopulation {
    /** Axes whose lack of groups is reported elsewhere. */
    readonly axesKnown: ReadonlySet<string>;
    readonly maxGap: number | undefined;
}
/**
 * Finds signs that numbers are copied, invented or irrelevant. A sign that could be chance is reported only if chance
 * alone has a probability below one in a million, so that honest numbers are not reported.
 */
export declare function findAnomalies({ fairness, validation, localPrevalence }: EvidenceSet, expected: ExpectedPopulation): Anomaly[];
