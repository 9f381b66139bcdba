import type { ConfusionMatrix } from "../../stats/confusion-matrix.ts";
import type { EvidenceDocument, GroupEntry, Anomaly } from "../contradiction.ts";
/** A group without one error where the others of its axis do err, on more cases than such luck lasts for. */
export declare function tooPerfect(report: EvidenceDocument, groups: readonly GroupEntry[]): Anomaly[];
/** A test with not one error, on more cases than such luck lasts for. */
export declare function noErrors(report: EvidenceDocument, counts: ConfusionMatrix): Anomaly[];
/** Counts that all end in zero: nature does not round. Denominators may be round by design, cells may not. */
export declare function roundCounts(report: EvidenceDocument, groups: readonly GroupEntry[]): Anomaly[];
/** Groups with exactly as many cases as non-cases: they were balanced, and predictive values say nothing about use. */
export declare function balancedGroups(report: EvidenceDocument, groups: readonly GroupEntry[]): Anomaly[];
