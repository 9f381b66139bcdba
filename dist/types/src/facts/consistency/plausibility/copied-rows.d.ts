import { type Anomaly, type EvidenceDocument } from "../contradiction.ts";
/** Rows that have the same four counts on two axes whose groups are not the same people. */
export declare function copiedBetweenAxes(report: EvidenceDocument): Anomaly[];
/**
 * Rows, totals and tallies that were copied from a report about another period, model or version.
 * @param reports the reports that count
 * @param others reports of the same kind that do not count, because they are about another model or version
 */
export declare function copiedReports(reports: readonly EvidenceDocument[], others: readonly EvidenceDocument[]): Anomaly[];
