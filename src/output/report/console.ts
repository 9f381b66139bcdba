import { isError } from "../../model/diagnostic.ts";
import { type Finding, isOpen } from "../../model/finding.ts";
import { compareCodeUnits } from "../../util/json.ts";
import { plural } from "../../util/text.ts";
import type { Format, FormatOptions } from "../format.ts";
import {
  type Printer as AnyPrinter,
  createPrinter,
  diagnosticBlock,
  codeFrame,
  noteLine,
  reasonLines,
  severityColor,
} from "../text/terminal.ts";
import { lapsedTexts } from "./lapsed.ts";
import { deploymentLines } from "./brief.ts";
import { questionsShown } from "./select.ts";
import { oneLine } from "../text/snippet.ts";
import { countFindings, describeCounts } from "./counts.ts";
import { describeConclusion } from "./conclusion.ts";
import type { OpenQuestion, Report } from "../../model/report.ts";

type ReportPrinter = AnyPrinter<FormatOptions>;

/** Characters of a fingerprint that name a finding for `caregate explain`. */
const SHORT_ID = 8;

const MOST_CITATIONS = 2;

/** The first citations, and the number of the others. */
function firstOf(citations: readonly string[]): string {
  const rest = citations.length - MOST_CITATIONS;
  return `${citations.slice(0, MOST_CITATIONS).join("; ")}${rest > 0 ? `; and ${rest} more` : ""}`;
}

function findingBlock(printer: ReportPrinter, finding: Finding): string {
  const { c, options } = printer;
  const { rule, message, write, primary, related, manifest, gates } = finding;
  const color = severityColor(c, rule.severity);
  const margin = String(primary.start.line).length;
  const existing = finding.baselineState === "unchanged" ? c.dim(" (existing)") : "";
  const advisory = gates ? "" : c.dim(" (does not block)");
  const lines = [
    `${color(rule.severity)}[${rule.id}]: ${c.bold(oneLine(message))}${existing}${advisory}`,
    ...codeFrame(printer, primary, color),
  ];
  if (finding.outcome === "fail") lines.push(...reasonLines(printer, margin, finding));
  const elsewhere = related
    .slice(0, 4)
    .map(({ file, start }) => `${options.pathPrefix}${file}:${start.line}:${start.column}`);
  if (elsewhere.length > 0) lines.push(noteLine(printer, margin, "see also", elsewhere.join(", ")));
  if (primary.file !== manifest.file)
    lines.push(noteLine(printer, margin, "deployment", `${manifest.name} (${options.pathPrefix}${manifest.file})`));
  lines.push(noteLine(printer, margin, "do", rule.remediation));
  for (const { text, file, line } of write)
    lines.push(noteLine(printer, margin, "write", `${text}  ${options.pathPrefix}${file}:${line}`));
  lines.push(noteLine(printer, margin, "law", firstOf(finding.citations.map(({ ref }) => ref))));
  lines.push(noteLine(printer, margin, "more", `caregate explain ${finding.fingerprint.slice(0, SHORT_ID)}`));
  return lines.join("\n");
}

/** A value of the organisation, which all deployments share. */
const isShared = ({ path }: OpenQuestion): boolean => path.startsWith("organisation.");

const groupOf = (question: OpenQuestion): string => (isShared(question) ? "the organisation" : question.manifest);

/** Missing values, grouped by deployment and file, each with the rules that need it. */
function questionLines({ c, options }: ReportPrinter, questions: readonly OpenQuestion[]): string[] {
  const rules = new Set(
    questions.flatMap((one) => one.deployments.flatMap((name) => one.rules.map((rule) => `${name}\0${rule}`))),
  );
  const lines = [
    c.bold(`not stated: ${plural(questions.length, "answer")} would settle ${plural(rules.size, "outcome")}`),
  ];
  let deployment = "";
  const ordered = questions.toSorted(
    (a, b) =>
      Number(isShared(a)) - Number(isShared(b)) ||
      compareCodeUnits(groupOf(a), groupOf(b)) ||
      Number(b.gates) - Number(a.gates),
  );
  for (const question of ordered) {
    const { path, primary, rules: settled, gates, hint, answer } = question;
    const group = groupOf(question);
    if (group !== deployment) lines.push(`  ${c.underline(oneLine(group))}`);
    deployment = group;
    const place = `${oneLine(options.pathPrefix + primary.file)}:${primary.start.line}:${primary.start.column}`;
    lines.push(`  ${c.yellow("?")} ${c.bold(oneLine(path))} ${c.dim(place)}${gates ? "" : c.dim(" (advisory)")}`);
    if (hint !== undefined) lines.push(`      ${oneLine(hint)}`);
    if (answer !== undefined) lines.push(`      ${oneLine(answer)}`);
    lines.push(`      ${c.dim(`settles ${settled.join(", ")}`)}`);
  }
  return lines;
}

function waivedLines({ c }: ReportPrinter, waived: readonly Finding[]): string[] {
  if (waived.length === 0) return [];
  const each = waived.map(({ rule, manifest, waiver }) =>
    oneLine(
      `  - ${rule.id} for ${manifest.name}, until ${waiver?.until ?? ""}, approved by ${waiver?.approvedBy ?? ""} (${waiver?.id ?? ""})`,
    ),
  );
  return [c.bold(`waived: ${plural(waived.length, "finding")}`), ...each];
}

function notEvaluatedLines({ c }: ReportPrinter, report: Report): string[] {
  if (report.notEvaluated.length === 0) return [];
  return [c.bold("not checked:"), ...report.notEvaluated.map(({ what, reason }) => oneLine(`  - ${what}: ${reason}`))];
}

function baselineLines({ baseline }: Report): string[] {
  if (!baseline) return [];
  const { commit, gate, new: fresh, unchanged, fixed, withdrawn } = baseline;
  const lenient = gate === "new" ? "; only new ones block" : "";
  return [
    `against ${commit.slice(0, 12)}: ${fresh} new, ${fixed.length} fixed, ${unchanged} existing${lenient}`,
    ...lapsedTexts(baseline).map(oneLine),
    ...withdrawn.map((name) => oneLine(`removed: ${name}`)),
  ];
}

/** More deployments than this are not listed one by one. */
const MOST_DEPLOYMENTS = 20;

function summaryLines({ c }: ReportPrinter, report: Report): string[] {
  const { summary, diagnostics, verdict, asOf } = report;
  const { manifests, rules, pass, notApplicable } = summary;
  const commit = report.judged === null ? "" : `commit ${report.judged.commit.slice(0, 12)}, `;
  const errors = diagnostics.filter(isError).length;
  const counts = [
    ...describeCounts(countFindings(report.findings, report)),
    `${pass} passed`,
    `${notApplicable} did not apply`,
    ...(errors > 0 ? [plural(errors, "input error")] : []),
  ];
  const color = verdict === "pass" ? c.green : c.red;
  const each = deploymentLines(report);
  return [
    // Of several deployments, the worst first.
    ...(each.length > 1 && each.length <= MOST_DEPLOYMENTS ? each : []),
    `${plural(manifests, "deployment")}, ${plural(rules, "rule")}: ${counts.join(", ")}`,
    ...baselineLines(report),
    // What passes although something is open says why.
    ...(verdict === "pass" && report.findings.some(isOpen) ? [describeConclusion(report)] : []),
    `${color(c.bold(verdict))}${c.dim(`, ${commit}as of ${asOf}`)}`,
  ];
}

/** The other outcomes, one per line, if all are requested. */
function restLines({ c, options }: ReportPrinter, report: Report): string[] {
  const rest = report.findings.filter(({ outcome }) => outcome === "pass" || outcome === "not-applicable");
  if (!options.all || rest.length === 0) return [];
  return [
    c.bold("other outcomes:"),
    ...rest.map(({ outcome, rule, manifest }) => oneLine(`  ${outcome} ${rule.id} for ${manifest.name}`)),
  ];
}

/** What is not shown although it is open. */
function hiddenLine({ findings }: Report, { isShown }: FormatOptions): string {
  const hidden = isShown ? findings.filter((one) => isOpen(one) && !isShown(one.rule.id)) : [];
  if (hidden.length === 0) return "";
  const blocking = hidden.filter(({ gates }) => gates).length;
  return `not shown: ${plural(hidden.length, "open result")}, of which ${blocking} block`;
}

/** Formats the report for a terminal: input problems, violations, then missing values. */
export const formatConsole: Format = (report, options) => {
  const printer = createPrinter(options);
  const { isShown = () => true } = options;
  const open = report.findings.filter(({ waiver, rule }) => waiver === null && isShown(rule.id));
  const questions = questionsShown(report.questions, options.isShown);
  const failed = open.filter(({ outcome }) => outcome === "fail");
  const undecided = open.filter(({ outcome, missing }) => outcome === "unknown" && missing.length === 0);
  const waived = report.findings.filter(({ waiver }) => waiver !== null);
  const blocks = [
    ...report.diagnostics.map((one) => diagnosticBlock(printer, one)),
    ...[...failed, ...undecided].map((one) => findingBlock(printer, one)),
    questions.length > 0 ? questionLines(printer, questions).join("\n") : "",
    hiddenLine(report, options),
    waivedLines(printer, waived).join("\n"),
    restLines(printer, report).join("\n"),
    notEvaluatedLines(printer, report).join("\n"),
    summaryLines(printer, report).join("\n"),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
};
