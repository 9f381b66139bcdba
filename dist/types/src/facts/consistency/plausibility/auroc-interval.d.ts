import { type Anomaly, type EvidenceDocument } from "../contradiction.ts";
/**
 * The standard error of an area under the ROC curve (J. A. Hanley and B. J. McNeil, Radiology 143, 1982, with
 * exponential scores): SE^2 = (A (1 - A) + (n1 - 1) (Q1 - A^2) + (n0 - 1) (Q2 - A^2)) / (n1 n0), with Q1 = A / (2 - A)
 * and Q2 = 2 A^2 / (1 + A).
 * @param positives n1, at least one
 * @param negatives n0, at least one
 */
export declare function hanleyMcNeil(auroc: number, positives: number, negatives: number): number;
/** Finds an interval, or a standard error, of an AUROC that is too narrow for the cases. */
export declare function narrowAuroc(report: EvidenceDocument): Anomaly[];
