import { type Contradiction, type EvidenceDocument } from "./contradiction.ts";
/**
 * Gaps that a fairness report states and the counts of its groups refute.
 * @param refuted paths of groups whose counts are contradicted already
 */
export declare function findGapContradictions(report: EvidenceDocument, refuted: ReadonlySet<string>): Contradiction[];
