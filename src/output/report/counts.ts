import { isError } from "../../model/diagnostic.ts";
import { type Finding, isOpen } from "../../model/finding.ts";
import type { Report } from "../../model/report.ts";
import { severities } from "../../model/rule.ts";
import { plural } from "../../util/text.ts";
import { isAdvisory } from "./conclusion.ts";

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
export function countFindings(findings: readonly Finding[], report: Pick<Report, "baseline">): FindingCounts {
  const counts = { failed: 0, undecided: 0, advisory: 0, waived: 0, existing: 0 };
  for (const finding of findings) {
    if (finding.waiver !== null) counts.waived += 1;
    if (!isOpen(finding)) continue;
    if (isAdvisory(finding, report)) counts.advisory += 1;
    else if (!finding.gates) counts.existing += 1;
    else if (finding.outcome === "fail") counts.failed += 1;
    else counts.undecided += 1;
  }
  return counts;
}

/** The counts as words, without those that are zero but for the first two. */
export function describeCounts({ failed, undecided, advisory, waived, existing }: FindingCounts): string[] {
  const others: readonly (readonly [number, string])[] = [
    [existing, "existing"],
    [advisory, "advisory"],
    [waived, "waived"],
  ];
  return [
    `${failed} failed`,
    `${undecided} undecided`,
    ...others.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`),
  ];
}

/** The last line of a report: its verdict, and what blocks. */
export function verdictLine(report: Report): string {
  const errors = report.diagnostics.filter(isError).length;
  if (report.verdict === "error") return `check not completed: ${plural(errors, "input error")}`;
  const blocking = report.findings.filter(({ gates }) => gates);
  if (report.verdict === "pass") return "check passed";
  if (blocking.length === 0) return "check failed: the change waits for governance";
  const graded = severities.flatMap((severity) => {
    const count = blocking.filter(({ rule }) => rule.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  return `check failed: ${plural(blocking.length, "finding")} ${blocking.length === 1 ? "blocks" : "block"} (${graded.join(", ")})`;
}
