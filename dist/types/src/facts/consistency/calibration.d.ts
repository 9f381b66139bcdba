import { type Contradiction, type Exhibit } from "./report.ts";
/**
 * Calibration bins of a fairness report that its groups' counts or figures refute.
 * @param refuted paths of groups whose counts are contradicted already
 */
export declare const refutedGroupBins: (report: Exhibit, refuted: ReadonlySet<string>) => Contradiction[];
/** Calibration bins of a validation report that its counts, events or metrics refute. */
export declare const refutedReportBins: (report: Exhibit) => Contradiction[];
