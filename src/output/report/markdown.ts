import type { Finding } from "../../model/finding.ts";
import { type Severity, severities } from "../../model/rule.ts";
import type { OpenQuestion, Report } from "../../model/report.ts";
import { plural } from "../../util/text.ts";
import { markdownCode, markdownText } from "../text/markdown.ts";
import { lapsedTexts } from "./lapsed.ts";
import type { Format } from "../format.ts";
import { describeConclusion, leniencyOf } from "./conclusion.ts";
import { countFindings, describeCounts } from "./counts.ts";

const verdicts = { pass: "passes", fail: "fails", error: "cannot be checked" } as const;

function place({ file, start }: { readonly file: string; readonly start: { readonly line: number } }): string {
  return markdownCode(`${file}:${start.line}`);
}

function headline(report: Report, bySeverity: ReadonlyMap<Severity, number>): string[] {
  const { verdict, summary, asOf } = report;
  const counted = severities.flatMap((severity) =>
    bySeverity.get(severity) ? [`${bySeverity.get(severity) ?? 0} ${severity}`] : [],
  );
  const { manifests, rules, pass, notApplicable } = summary;
  const counts = [
    ...describeCounts(countFindings(report.findings, report)),
    `${pass} passed`,
    `${notApplicable} did not apply`,
  ];
  return [
    `## caregate ${verdicts[verdict]}`,
    "",
    describeConclusion(report),
    "",
    counted.length > 0 ? `Violations: ${counted.join(", ")}.` : "No violations.",
    `${plural(manifests, "deployment")}, ${plural(rules, "rule")}, as of ${asOf}: ${counts.join(", ")}.`,
    "",
  ];
}

function lapsed({ baseline }: Report): string[] {
  const texts = baseline ? lapsedTexts(baseline) : [];
  return texts.length === 0 ? [] : ["### No longer apply", "", ...texts.map((text) => `- ${markdownText(text)}`), ""];
}

function violations(findings: readonly Finding[], report: Report): string[] {
  if (findings.length === 0) return [];
  const rows = findings.map((finding) => {
    const { rule, message, primary, manifest } = finding;
    const leniency = leniencyOf(finding, report);
    const why = leniency === undefined ? "" : ` (${leniency})`;
    return `| ${rule.severity}${why} | ${markdownCode(rule.id)} | ${markdownText(message)} | ${place(primary)} | ${markdownText(manifest.name)} |`;
  });
  return [
    "### Violations",
    "",
    "| severity | rule | what is wrong | where | deployment |",
    "|---|---|---|---|---|",
    ...rows,
    "",
  ];
}

function questions(all: readonly OpenQuestion[]): string[] {
  if (all.length === 0) return [];
  const rows = all.map(({ path, deployments, primary, rules, gates, hint, answer }) => {
    const what = `${hint === undefined ? "" : ` ${markdownText(hint)}`}${answer === undefined ? "" : ` ${markdownCode(answer)}`}${gates ? "" : " (advisory)"}`;
    return `| ${markdownCode(path)}${what} | ${place(primary)} | ${markdownText(deployments.join(", "))} | ${rules.map(markdownCode).join(", ")} |`;
  });
  return ["### Not stated", "", "| missing value | where | deployment | decides |", "|---|---|---|---|", ...rows, ""];
}

function folded(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["<details>", `<summary>${title}</summary>`, "", ...lines, "", "</details>", ""];
}

/** Formats the report as GitHub Flavored Markdown. All text from the repository is escaped. */
export const formatMarkdown: Format = (report) => {
  const open = report.findings.filter(({ waiver }) => waiver === null);
  const failed = open.filter(({ outcome }) => outcome === "fail");
  const undecided = open.filter(({ outcome, missing }) => outcome === "unknown" && missing.length === 0);
  const waived = report.findings.filter(({ waiver }) => waiver !== null);
  const bySeverity = new Map(
    severities.map((severity) => [severity, failed.filter(({ rule }) => rule.severity === severity).length]),
  );
  const diagnostics = report.diagnostics.map(
    ({ severity, code, message, file, span }) =>
      `- ${severity} ${markdownCode(code)} ${markdownText(message)} at ${place({ file, start: span.start })}`,
  );
  const waivers = waived.map(
    ({ rule, manifest, waiver }) =>
      `- ${markdownCode(rule.id)} for ${markdownText(manifest.name)}, until ${waiver?.until ?? ""}, approved by ${markdownText(waiver?.approvedBy ?? "")}`,
  );
  const notChecked = report.notEvaluated.map(({ what, reason }) => `- ${markdownText(what)}: ${markdownText(reason)}`);
  const undecidedLines = undecided.map(({ message, primary }) => `- ${markdownText(message)} at ${place(primary)}`);
  return `${[
    ...headline(report, bySeverity),
    ...(diagnostics.length > 0 ? ["### Inputs", "", ...diagnostics, ""] : []),
    ...lapsed(report),
    ...violations(failed, report),
    ...(undecidedLines.length > 0 ? ["### Undecided", "", ...undecidedLines, ""] : []),
    ...questions(report.questions),
    ...folded(plural(waived.length, "waived finding"), waivers),
    ...folded("not checked", notChecked),
  ]
    .join("\n")
    .trimEnd()}\n`;
};
