import { formatPath } from "../../util/json-path.ts";
import type { Report } from "../../model/report.ts";
import type { Location } from "../../model/location.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { type Finding, isUnmet } from "../../model/finding.ts";
import type { Json } from "../../util/json.ts";
import type { Format, FormatOptions } from "../format.ts";
import { countFindings } from "./counts.ts";
import { buildReproduction } from "./reproduction.ts";

/** The version of the report's shape; raised with every change of it. */
const SCHEMA_VERSION = 1;

function location({ file, start, end, exact }: Location) {
  return { file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column, exact };
}

const stated = (value: Json | undefined): Json => value ?? null;

function finding({
  rule,
  outcome,
  gates,
  manifest,
  message,
  write,
  primary,
  related,
  explanation,
  missing,
  omitted,
  citations,
  waiver,
  fingerprint,
  baselineState,
}: Finding) {
  return {
    rule: rule.id,
    severity: rule.severity,
    outcome,
    gates,
    manifest,
    message,
    remediation: rule.remediation,
    write: write.map(({ text, path, file, line }) => ({ text, path, file, line })),
    citations: citations.map(({ ref, url }) => (url === undefined ? { ref } : { ref, url })),
    primary: location(primary),
    related: related.map((place) => ({ ...location(place), note: place.note })),
    explanation: explanation.map(({ text, read, result, describes }) => ({
      condition: text,
      describes,
      read: read && { path: formatPath(read.path), value: stated(read.value) },
      result,
    })),
    missing: missing.map(({ path }) => path),
    ...(omitted ? { omitted } : {}),
    waiver: waiver && { id: waiver.id, until: waiver.until, approvedBy: waiver.approvedBy, file: waiver.document.file },
    fingerprint,
    baselineState: baselineState ?? null,
  };
}

/** A diagnostic in the shape of the report. */
export function diagnosticToJson({ code, severity, message, file, span: { start, end } }: Diagnostic) {
  const place = { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  return { code, severity, message, file, ...place };
}

/** A value as it stands in a list or map that is written over several lines. */
const indented = (value: unknown, depth: number): string =>
  JSON.stringify(value, null, 2).replaceAll("\n", `\n${"  ".repeat(depth)}`);

/** The report as JSON, the shape of `schemas/report.schema.json`, finding by finding: there may be very many. */
export function* jsonPieces(report: Report, options: FormatOptions): Generator<string> {
  const { verdict, asOf, toolVersion, policies, inputs, summary, questions, diagnostics, notEvaluated, baseline } =
    report;
  const before = {
    schemaVersion: SCHEMA_VERSION,
    verdict,
    asOf,
    tool: { name: "caregate", version: toolVersion },
    policies,
    judged: buildReproduction(report, options),
    inputs,
    summary,
    counts: countFindings(report.findings, report),
  };
  const after = {
    questions: questions.map(({ path, manifest, deployments, primary, rules, gates, hint, answer }) => ({
      path,
      manifest,
      deployments,
      primary: location(primary),
      rules,
      gates,
      description: hint ?? null,
      answer: answer ?? null,
    })),
    diagnostics: diagnostics.map(diagnosticToJson),
    notEvaluated,
    baseline: baseline && {
      ...baseline,
      fixed: baseline.fixed.map(({ rule, manifest, fingerprint }) => ({
        rule: rule.id,
        manifest: manifest.name,
        fingerprint,
      })),
    },
  };
  yield "{";
  for (const [key, value] of Object.entries(before)) yield `\n  "${key}": ${indented(value, 1)},`;
  yield '\n  "findings": [';
  let count = 0;
  for (const one of report.findings) {
    if (!options.all && !isUnmet(one.outcome)) continue;
    yield `${count === 0 ? "" : ","}\n    ${indented(finding(one), 2)}`;
    count += 1;
  }
  yield count === 0 ? "]" : "\n  ]";
  for (const [key, value] of Object.entries(after)) yield `,\n  "${key}": ${indented(value, 1)}`;
  yield "\n}\n";
}

/** The same as one text. */
export const formatJson: Format = (report, options) => [...jsonPieces(report, options)].join("");
