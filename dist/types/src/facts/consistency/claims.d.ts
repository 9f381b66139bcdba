import { type Contradiction, type EvidenceDocument } from "./contradiction.ts";
/** Finds rates of a group in a fairness report that contradict the group's own counts or, without counts, each other. */
export declare function findRateContradictions(report: EvidenceDocument): Contradiction[];
/** Finds metrics of a validation report that contradict its counts or, without counts, each other. */
export declare function findMetricContradictions(report: EvidenceDocument, localPrevalence: number | undefined): Contradiction[];
