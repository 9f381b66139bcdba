import { type Contradiction, type EvidenceDocument } from "./contradiction.ts";
/** A period that ends before it begins, or after the day of the report that is about it. */
export declare function findPeriodContradictions(report: EvidenceDocument): Contradiction[];
/** Data sets of a model card whose records end before they begin. */
export declare function findTrainingPeriodContradictions(card: EvidenceDocument): Contradiction[];
/**
 * A re-identification risk below 1 / k (L. Sweeney, IJUFKS 10, 2002), and an attack that hit more records than it was
 * tried on.
 */
export declare function findPrivacyTestContradictions(test: EvidenceDocument): Contradiction[];
/** Numbers of a monitoring report that refute each other. */
export declare function findMonitoringContradictions(report: EvidenceDocument, psiSignals: readonly string[]): Contradiction[];
/** Signals whose metric the manifest names as the population stability index. */
export declare function psiSignalsOf(signals: unknown): string[];
