import { type EvidenceSet } from "./across-documents.ts";
import { type Anomaly } from "./contradiction.ts";
/** What signs are looked for with, beside the documents. */
export interface ExpectedPopulation {
    /** Axes whose lack of groups is said elsewhere. */
    readonly axesKnown: ReadonlySet<string>;
    readonly maxGap: number | undefined;
}
/**
 * Signs that numbers are copied, invented or beside the point. Those that rest on chance are told only where chance
 * alone comes about less than once in a million reports, so that honest numbers are left alone.
 */
export declare function findAnomalies({ fairness, validation, localPrevalence }: EvidenceSet, expected: ExpectedPopulation): Anomaly[];
