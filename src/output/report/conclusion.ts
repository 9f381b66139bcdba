import { isError } from "../../model/diagnostic.ts";
import { type Finding, isOpen } from "../../model/finding.ts";
import type { Report } from "../../model/report.ts";
import { plural } from "../../util/text.ts";
import { lapsedCount } from "./lapsed.ts";

/** Why an open finding does not block. */
export type Leniency = "existing" | "advisory" | "below the fail level";

/** Why an open finding does not block; undefined for one that blocks or is not open. */
export function leniencyOf(finding: Finding, { baseline }: Pick<Report, "baseline">): Leniency | undefined {
  if (finding.gates || !isOpen(finding)) return undefined;
  if (baseline?.gate === "new" && finding.baselineState === "unchanged") return "existing";
  return finding.advisory ? "advisory" : "below the fail level";
}

/** True for an open finding that cannot block, whatever was there before: its rule informs, or the fail level is above it. */
export function isAdvisory(finding: Finding, report: Pick<Report, "baseline">): boolean {
  const leniency = leniencyOf(finding, report);
  return leniency === "advisory" || leniency === "below the fail level";
}

/** Items as a list in a sentence. */
const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1) ?? ""}`;

const kinds = [
  ["fail", "violation"],
  ["unknown", "unknown result"],
] as const;

/** How many violations and unknown results, in words. */
function counted(findings: readonly Finding[], leniency: Leniency | undefined): string[] {
  return kinds.flatMap(([outcome, word]) => {
    const count = findings.filter((finding) => finding.outcome === outcome).length;
    if (count === 0) return [];
    if (leniency === "below the fail level") return [`${plural(count, word)} ${leniency}`];
    return [plural(count, leniency === undefined ? word : `${leniency} ${word}`)];
  });
}

const verb = (count: number, one: string, many: string): string => (count === 1 ? one : many);

/** What is open and does not block, with the reason. */
function lenientSentence(report: Report): string[] {
  const open = report.findings.filter((finding) => isOpen(finding) && !finding.gates);
  if (open.length === 0) return [];
  const reasons = ["existing", "advisory", "below the fail level"] as const;
  const parts = reasons.flatMap((reason) =>
    counted(
      open.filter((finding) => leniencyOf(finding, report) === reason),
      reason,
    ),
  );
  const blocked = report.verdict !== "pass";
  const start = blocked ? "" : report.baseline?.gate === "new" ? "Nothing new blocks; " : "Nothing blocks; ";
  return [`${start}${listed(parts)} ${verb(open.length, "is", "are")} open${blocked ? " and not blocking" : ""}.`];
}

/** Why a change does not pass although no finding of its report blocks. */
function waitingSentence({ baseline }: Report): string {
  const count = baseline?.claims === "block" ? lapsedCount(baseline) : 0;
  return count > 0
    ? `The change waits for governance: ${plural(count, "rule")} no longer ${verb(count, "applies", "apply")}.`
    : "The policies that the change brings do not pass.";
}

/**
 * The result in sentences of plain text: what blocks, what is open and why it does not block, and what is waived. Only
 * where nothing is open does it say that every rule holds.
 */
export function describeConclusion(report: Report): string {
  const errors = report.diagnostics.filter(isError).length;
  const blocking = report.findings.filter(({ gates }) => gates);
  const waived = report.findings.filter(({ waiver }) => waiver !== null).length;
  const lenient = lenientSentence(report);
  const waits = report.verdict === "fail" && blocking.length === 0;
  const holds = errors === 0 && blocking.length === 0 && lenient.length === 0 && !waits;
  return [
    ...(errors > 0 ? [`The inputs have ${plural(errors, "error")}, so that nothing can be concluded.`] : []),
    ...(blocking.length > 0
      ? [`${listed(counted(blocking, undefined))} ${verb(blocking.length, "blocks", "block")}.`]
      : []),
    ...(waits ? [waitingSentence(report)] : []),
    ...lenient,
    ...(holds && report.summary.manifests === 0 ? ["There is no deployment to check."] : []),
    ...(holds && report.summary.manifests > 0
      ? [`Every rule that applies is shown to hold${waived > 0 ? " or is waived" : ""}.`]
      : []),
    ...(waived > 0 ? [`${plural(waived, "finding")} ${verb(waived, "is", "are")} waived.`] : []),
  ].join(" ");
}
