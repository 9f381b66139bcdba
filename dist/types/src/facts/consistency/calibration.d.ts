import { type Contradiction, type EvidenceDocument } from "./contradiction.ts";
/**
 * Calibration bins of a fairness report that its groups' counts or figures refute.
 * @param refuted paths of groups whose counts are contradicted already
 */
export declare const findGroupBinContradictions: (report: EvidenceDocument, refuted: ReadonlySet<string>) => Contradiction[];
/** Calibration bins of a validation report that its counts, events or metrics refute. */
export declare const findReportBinContradictions: (report: EvidenceDocument) => Contradiction[];
