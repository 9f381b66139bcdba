import type { Location } from "../model/document.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Finding, Report } from "../model/finding.ts";
import { type Json, formatPath } from "../model/json.ts";
import type { Format } from "./format.ts";
import { recipeOf } from "./recipe.ts";

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
  primary,
  related,
  explanation,
  missing,
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
    citations: rule.citations,
    primary: location(primary),
    related: related.map((place) => ({ ...location(place), note: place.note })),
    explanation: explanation.map(({ text, read, result }) => ({
      condition: text,
      read: read && { path: formatPath(read.path), value: stated(read.value) },
      result,
    })),
    missing: missing.map(({ path }) => path),
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

/** Whether an outcome is a finding: what failed, could not be told, or was waived. */
export function isFinding({ outcome }: Finding): boolean {
  return outcome === "fail" || outcome === "unknown";
}

/** The report as JSON, the shape of `schemas/report.schema.json`. */
export const formatJson: Format = (report: Report, options) => {
  const {
    verdict,
    asOf,
    toolVersion,
    policies,
    inputs,
    summary,
    findings,
    questions,
    diagnostics,
    notEvaluated,
    baseline,
  } = report;
  const shape = {
    schemaVersion: SCHEMA_VERSION,
    verdict,
    asOf,
    tool: { name: "caregate", version: toolVersion },
    policies,
    judged: recipeOf(report, options),
    inputs,
    summary,
    findings: findings.filter((one) => options.all || isFinding(one)).map(finding),
    questions: questions.map(({ path, manifest, primary, rules }) => ({
      path,
      manifest,
      primary: location(primary),
      rules,
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
  return `${JSON.stringify(shape, null, 2)}\n`;
};
