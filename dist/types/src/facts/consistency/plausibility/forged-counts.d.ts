import { type Anomaly, type EvidenceDocument } from "../contradiction.ts";
/** Signs that the counts of a report were invented or multiplied. */
export declare function forgedCounts(report: EvidenceDocument): Anomaly[];
