import { type Diagnostic, isError } from "../../model/diagnostic.ts";
import { type Finding, isUnmet, writeText } from "../../model/finding.ts";
import type { Format } from "../format.ts";
import { type Cell, csvOf } from "../text/csv.ts";
import { LAPSED, type LapsedItem, lapsedItems } from "./lapsed.ts";

type CsvRow = Readonly<Record<(typeof columns)[number], Cell>>;

const columns = [
  "deployment",
  "manifest",
  "rule",
  "title",
  "severity",
  "outcome",
  "gates",
  "state",
  "message",
  "file",
  "line",
  "column",
  "missing",
  "citations",
  "remediation",
  "write",
  "waiver",
  "waivedBy",
  "waivedUntil",
  "fingerprint",
] as const;

function rowOf({
  rule,
  outcome,
  gates,
  manifest,
  message,
  write,
  primary,
  missing,
  waiver,
  ...finding
}: Finding): CsvRow {
  return {
    deployment: manifest.name,
    manifest: manifest.file,
    rule: rule.id,
    title: rule.title,
    severity: rule.severity,
    outcome,
    gates,
    state: finding.baselineState ?? "",
    message,
    file: primary.file,
    line: primary.start.line,
    column: primary.start.column,
    missing: missing.map(({ path }) => path).join("; "),
    citations: finding.citations.map(({ ref }) => ref).join("; "),
    remediation: rule.remediation.trim(),
    write: write.map(writeText).join("; "),
    waiver: waiver?.id ?? "",
    waivedBy: waiver?.approvedBy ?? "",
    waivedUntil: waiver?.until ?? "",
    fingerprint: finding.fingerprint,
  };
}

const blank = Object.fromEntries(columns.map((column) => [column, ""])) as CsvRow;

/** What is wrong with the inputs stands among the findings, so that no list looks complete that is not. */
function errorRow({ code, message, file, span: { start } }: Diagnostic): CsvRow {
  return { ...blank, rule: code, outcome: "error", gates: true, message, file, line: start.line, column: start.column };
}

function lapsedRow({ manifest, message, file, line, blocks, fingerprint }: LapsedItem): CsvRow {
  const row = { ...blank, deployment: manifest, manifest: file, rule: LAPSED, outcome: "no-longer-applies" };
  return { ...row, gates: blocks, message, file, line, fingerprint };
}

/** The findings as a table for spreadsheets: a row each, after those of errors in the inputs and of rules that lapsed. */
export const formatCsv: Format = (report, { all }) => {
  const { findings, diagnostics } = report;
  const errors = diagnostics.filter(isError);
  const shown = findings.filter((finding) => all || isUnmet(finding.outcome));
  const rows = [...errors.map(errorRow), ...lapsedItems(report).map(lapsedRow), ...shown.map(rowOf)];
  return csvOf([columns, ...rows.map((row) => columns.map((column) => row[column]))]);
};
