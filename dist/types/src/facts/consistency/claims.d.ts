import { type Contradiction, type Exhibit } from "./report.ts";
/** Rates that a fairness report states of a group and that the group's own counts refute. */
export declare function refutedRates(report: Exhibit): Contradiction[];
/** Metrics of a validation report that its counts refute, or, without counts, that refute each other. */
export declare function refutedMetrics(report: Exhibit, localPrevalence: number | undefined): Contradiction[];
