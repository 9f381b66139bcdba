import { type Severity, severities } from "../model/rule.ts";
import type { OpenQuestion, Report } from "../model/report.ts";
import type { Location } from "../model/location.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { type Finding, isOpen, reasonTexts, writeText } from "../model/finding.ts";
import { type Leniency, leniencyOf } from "../output/report/conclusion.ts";
import type { IsChanged } from "./changed-lines.ts";

/** A finding, a missing value, a problem of an input file or a loosened policy, at one location. */
export interface ReviewItem {
  readonly is: "input" | "violation" | "unknown" | "waived" | "policy";
  /** An error fails the check. Warnings and notices do not. */
  readonly level: "error" | "warning" | "notice";
  /** Undefined for diagnostics and loosened policies. */
  readonly severity: Severity | undefined;
  /** The rule, or all rules that need a missing value; for a diagnostic, its code. */
  readonly rules: readonly string[];
  readonly title: string;
  readonly message: string;
  /** What to do. */
  readonly help: string;
  readonly citations: readonly string[];
  readonly manifest: string | undefined;
  readonly primary: Pick<Location, "file" | "start" | "end">;
  /** Why an open finding does not block; undefined if it blocks or is not open. */
  readonly leniency: Leniency | undefined;
  /** True if the base has it too. */
  readonly existing: boolean;
  /** True if the change added or edited a line of it. */
  readonly touched: boolean;
}

function ofDiagnostic({ code, severity, message, file, span }: Diagnostic, touches: IsChanged): ReviewItem {
  const primary = { file, ...span };
  return {
    is: "input",
    level: severity === "error" ? "error" : severity === "warning" ? "warning" : "notice",
    severity: undefined,
    rules: [code],
    title: code,
    message,
    help: "",
    citations: [],
    manifest: undefined,
    primary,
    leniency: undefined,
    existing: false,
    touched: touches(primary),
  };
}

function ofFinding(finding: Finding, report: Report, touches: IsChanged): ReviewItem {
  const { rule, outcome, gates, message, write, primary, manifest, waiver, baselineState } = finding;
  const why = outcome === "fail" ? reasonTexts(finding).slice(0, 3) : [];
  const by = waiver ? `waived until ${waiver.until} by ${waiver.approvedBy} (${waiver.id}): ` : "";
  return {
    is: waiver ? "waived" : outcome === "fail" ? "violation" : "unknown",
    level: waiver ? "notice" : gates ? "error" : "warning",
    severity: rule.severity,
    rules: [rule.id],
    title: rule.title,
    message: [by + message, ...why].join("\n"),
    help: [rule.remediation.trim(), ...write.map((one) => `write: ${writeText(one)}`)].join("\n"),
    citations: finding.citations.map(({ ref }) => ref),
    manifest: manifest.name,
    primary,
    leniency: leniencyOf(finding, report),
    existing: baselineState === "unchanged",
    touched: touches(primary),
  };
}

const worst = (found: readonly Finding[]): Severity | undefined =>
  severities.find((severity) => found.some(({ rule }) => rule.severity === severity));

function ofQuestion(
  question: OpenQuestion,
  report: Report,
  findings: ReadonlyMap<string, Finding>,
  touches: IsChanged,
): ReviewItem {
  const { path, manifest, deployments, primary, rules, hint, answer } = question;
  const settled = deployments.flatMap((name) => rules.flatMap((rule) => findings.get(`${name}\0${rule}`) ?? []));
  return {
    is: "unknown",
    level: settled.some(({ gates }) => gates) ? "error" : "warning",
    severity: worst(settled),
    rules,
    title: `${path} is not stated`,
    message: `${path} is not stated${hint === undefined ? "" : `: ${hint}`}`,
    help: answer === undefined ? "" : `write: ${answer}`,
    citations: [...new Set(settled.flatMap(({ citations }) => citations.map(({ ref }) => ref)))],
    manifest,
    primary,
    leniency: settled.some(({ gates }) => gates) ? undefined : settled.map((one) => leniencyOf(one, report))[0],
    existing: settled.length > 0 && settled.every(({ baselineState }) => baselineState === "unchanged"),
    touched: touches(primary),
  };
}

/**
 * The items of a report, worst first: problems of input files, loosened policies, violations, each missing value once, and
 * waived findings.
 * @param policies items for what the change loosens in the policies
 */
export function buildReviewItems(
  report: Report,
  touches: IsChanged,
  policies: readonly ReviewItem[] = [],
): ReviewItem[] {
  const open = report.findings.filter(isOpen);
  const byId = new Map(open.map((finding) => [`${finding.manifest.name}\0${finding.rule.id}`, finding]));
  const notMissing = open.filter(({ outcome, missing }) => outcome === "fail" || missing.length === 0);
  const items = [
    ...report.diagnostics.map((one) => ofDiagnostic(one, touches)),
    ...policies,
    ...notMissing.map((one) => ofFinding(one, report, touches)),
    ...report.questions.map((one) => ofQuestion(one, report, byId, touches)),
    ...report.findings.filter(({ waiver }) => waiver !== null).map((one) => ofFinding(one, report, touches)),
  ];
  const rank = { error: 0, warning: 1, notice: 2 } as const;
  const bySeverity = ({ severity }: ReviewItem): number => (severity === undefined ? -1 : severities.indexOf(severity));
  return items.toSorted(
    (a, b) =>
      rank[a.level] - rank[b.level] ||
      Number(b.touched) - Number(a.touched) ||
      Number(a.existing) - Number(b.existing) ||
      bySeverity(a) - bySeverity(b),
  );
}
