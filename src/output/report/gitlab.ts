import { isError } from "../../model/diagnostic.ts";
import { isOpen, writeText } from "../../model/finding.ts";
import type { Severity } from "../../model/rule.ts";
import { sha256 } from "../../util/hash.ts";
import type { Format } from "../format.ts";
import { identifyDiagnostics } from "./diagnostic-identity.ts";
import { LAPSED, lapsedItems } from "./lapsed.ts";

const severities: Readonly<Record<Severity, string>> = {
  critical: "blocker",
  high: "critical",
  medium: "major",
  low: "minor",
};

/** Formats the report as Code Quality JSON of GitLab: failed and unknown results, input problems, and rules that lapsed. */
export const formatGitlab: Format = (report) => {
  const { findings, diagnostics } = report;
  const open = findings.filter(isOpen);
  const issues = open.map(({ rule, message, write, fingerprint, primary }) => ({
    description: [message, ...write.map((one) => `write: ${writeText(one)}`)].join("; "),
    check_name: rule.id,
    fingerprint,
    severity: severities[rule.severity],
    location: { path: primary.file, lines: { begin: primary.start.line, end: primary.end.line } },
  }));
  const errors = diagnostics.filter(isError);
  const identities = identifyDiagnostics(errors);
  const broken = errors.map(({ code, message, file, span }, i) => ({
    description: message,
    check_name: code,
    fingerprint: sha256(identities[i] as string),
    severity: "blocker",
    location: { path: file, lines: { begin: span.start.line, end: span.end.line } },
  }));
  const lapsed = lapsedItems(report).map(({ message, file, line, blocks, fingerprint }) => ({
    description: message,
    check_name: LAPSED,
    fingerprint,
    severity: blocks ? "critical" : "info",
    location: { path: file, lines: { begin: line, end: line } },
  }));
  return `${JSON.stringify([...broken, ...lapsed, ...issues], null, 2)}\n`;
};
