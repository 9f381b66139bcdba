import { type Contradiction, type Exhibit } from "./report.ts";
/**
 * Gaps that a fairness report states and the counts of its groups refute.
 * @param refuted paths of groups whose counts are contradicted already
 */
export declare function refutedGaps(report: Exhibit, refuted: ReadonlySet<string>): Contradiction[];
