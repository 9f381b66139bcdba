import { type Finding } from "../../model/finding.ts";
import type { Report } from "../../model/report.ts";
/** Why an open finding does not block. */
export type Leniency = "existing" | "advisory" | "below the fail level";
/** Why an open finding does not block; undefined for one that blocks or is not open. */
export declare function leniencyOf(finding: Finding, { baseline }: Pick<Report, "baseline">): Leniency | undefined;
/** True for an open finding that cannot block, whatever was there before: its rule informs, or the fail level is above it. */
export declare function isAdvisory(finding: Finding, report: Pick<Report, "baseline">): boolean;
/**
 * The result in sentences of plain text: what blocks, what is open and why it does not block, and what is waived. Only
 * where nothing is open does it say that every rule holds.
 */
export declare function describeConclusion(report: Report): string;
