import { type Contradiction, type EvidenceDocument } from "./contradiction.ts";
/** Rates that a fairness report states of a group and that the group's own counts refute. */
export declare function findRateContradictions(report: EvidenceDocument): Contradiction[];
/** Metrics of a validation report that its counts refute, or, without counts, that refute each other. */
export declare function findMetricContradictions(report: EvidenceDocument, localPrevalence: number | undefined): Contradiction[];
