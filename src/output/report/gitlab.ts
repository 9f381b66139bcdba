import { isError } from "../../model/diagnostic.ts";
import { createHash } from "node:crypto";
import type { Severity } from "../../model/rule.ts";
import type { Format } from "../format.ts";
import { isOpen } from "../../model/finding.ts";

const severities: Readonly<Record<Severity, string>> = {
  critical: "blocker",
  high: "critical",
  medium: "major",
  low: "minor",
};

/** The report as GitLab's Code Quality JSON: what fails or cannot be told, and what is wrong with the inputs. */
export const formatGitlab: Format = ({ findings, diagnostics }) => {
  const open = findings.filter(isOpen);
  const issues = open.map(({ rule, message, fingerprint, primary }) => ({
    description: message,
    check_name: rule.id,
    fingerprint,
    severity: severities[rule.severity],
    location: { path: primary.file, lines: { begin: primary.start.line, end: primary.end.line } },
  }));
  const broken = diagnostics.filter(isError).map(({ code, message, file, span }) => ({
    description: message,
    check_name: code,
    fingerprint: createHash("sha256").update(`${code}\0${file}\0${message}`).digest("hex"),
    severity: "blocker",
    location: { path: file, lines: { begin: span.start.line, end: span.end.line } },
  }));
  return `${JSON.stringify([...broken, ...issues], null, 2)}\n`;
};
