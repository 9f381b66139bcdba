import type { Diagnostic } from "../../model/diagnostic.ts";
import { type Finding, isOpen } from "../../model/finding.ts";
import type { Report } from "../../model/report.ts";
import { compareCodeUnits } from "../../util/json.ts";
import { plural } from "../../util/text.ts";
import type { Format, FormatOptions } from "../format.ts";
import { oneLine } from "../text/snippet.ts";
import { createPrinter, severityColor } from "../text/terminal.ts";
import { countFindings, describeCounts, verdictLine } from "./counts.ts";

const verdictColor = (report: Report, { color }: FormatOptions): string => {
  const { c } = createPrinter({ color, pathPrefix: "", line: () => undefined });
  return (report.verdict === "pass" ? c.green : c.red)(verdictLine(report));
};

/** The verdict alone; nothing for a pass. */
export const formatQuiet: Format = (report, options) =>
  report.verdict === "pass" ? "" : `${verdictColor(report, options)}\n`;

/** One line for each input problem, finding and question: `file:line:column: severity rule: message`. */
export const formatCompact: Format = (report, options) => {
  const { c } = createPrinter(options);
  const line = (
    file: string,
    { line: at, column }: { line: number; column: number },
    grade: string,
    rest: string,
  ): string =>
    `${oneLine(`${options.pathPrefix}${file}`)}:${at}:${column}: ${severityColor(c, grade)(grade)} ${oneLine(rest)}`;
  const problem = ({ file, span, severity, code, message }: Diagnostic): string =>
    line(file, span.start, severity, `${code}: ${message}`);
  const finding = ({ rule, primary, outcome, message, gates }: Finding): string => {
    const isUnmarked = outcome === "unknown" && !message.startsWith("undecided: ");
    const text = isUnmarked ? `undecided: ${message}` : message;
    return line(primary.file, primary.start, rule.severity, `${rule.id}: ${text}${gates ? "" : " (does not block)"}`);
  };
  const { isShown = () => true } = options;
  const open = report.findings.filter((one) => isOpen(one) && isShown(one.rule.id));
  const lines = [...report.diagnostics.map(problem), ...open.map(finding)];
  return `${[...lines, verdictColor(report, options)].join("\n")}\n`;
};

/** The deployments with what is open in each, the worst first. */
export function deploymentLines(report: Report): string[] {
  const byName = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    const key = `${finding.manifest.file}\0${finding.manifest.name}`;
    byName.set(key, [...(byName.get(key) ?? []), finding]);
  }
  const rows = [...byName.values()].map((own) => ({
    name: own[0]?.manifest.name ?? "",
    blocks: own.filter(({ gates }) => gates).length,
    counts: describeCounts(countFindings(own, report)),
  }));
  const width = rows.reduce((most, { name }) => Math.max(most, name.length), 0);
  // A deployment without an open finding may have none in the report at all.
  const others = report.summary.manifests - rows.length;
  const rest = others > 0 && rows.length > 0 ? [`  passed  ${plural(others, "deployment")}`] : [];
  const lines = rows
    .toSorted((a, b) => b.blocks - a.blocks || compareCodeUnits(a.name, b.name))
    .map(({ name, blocks, counts }) =>
      oneLine(`  ${blocks > 0 ? "failed" : "passed"}  ${name.padEnd(width)}  ${counts.join(", ")}`),
    );
  return [...lines, ...rest];
}

/** The counts of the whole report, on one line. */
export function countsLine(report: Report): string {
  const { manifests, rules, pass, notApplicable } = report.summary;
  const counts = [
    ...describeCounts(countFindings(report.findings, report)),
    `${pass} passed`,
    `${notApplicable} not applicable`,
  ];
  return `${plural(manifests, "deployment")}, ${plural(rules, "rule")}, as of ${report.asOf}: ${counts.join(", ")}`;
}

/** What to change first: the place of the first finding that blocks, or of the first input error. */
function firstLine(report: Report, { pathPrefix }: FormatOptions): string[] {
  const problem = report.diagnostics.find(({ severity }) => severity === "error");
  if (problem) return [oneLine(`first: ${pathPrefix}${problem.file}:${problem.span.start.line}  ${problem.message}`)];
  const finding = report.findings.find(({ gates }) => gates);
  if (!finding) return [];
  const { primary, rule } = finding;
  return [oneLine(`first: ${pathPrefix}${primary.file}:${primary.start.line}  ${rule.id}`)];
}

/** A line per deployment, the counts, the first place to change, and the verdict. */
export const formatSummary: Format = (report, options) => {
  const all = [
    ...deploymentLines(report),
    countsLine(report),
    ...firstLine(report, options),
    verdictColor(report, options),
  ];
  return `${all.join("\n")}\n`;
};

/** The short forms of the console output. */
export const briefFormats = { quiet: formatQuiet, compact: formatCompact, summary: formatSummary } as const;
export type BriefFormat = keyof typeof briefFormats;
