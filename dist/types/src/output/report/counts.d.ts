import { type Finding } from "../../model/finding.ts";
import type { Report } from "../../model/report.ts";
/** How many findings there are of each sort; each is counted once. */
export interface FindingCounts {
    readonly failed: number;
    readonly undecided: number;
    /** Open findings that cannot block. */
    readonly advisory: number;
    readonly waived: number;
    /** Open findings that the base has too and that do not block. */
    readonly existing: number;
}
/** Counts findings: what is waived, advisory or existing is not counted as failed or undecided, too. */
export declare function countFindings(findings: readonly Finding[], report: Pick<Report, "baseline">): FindingCounts;
/** The counts as words, without those that are zero but for the first two. */
export declare function describeCounts({ failed, undecided, advisory, waived, existing }: FindingCounts): string[];
/** The last line of a report: its verdict, and what blocks. */
export declare function verdictLine(report: Report): string;
