import { type Finding, isOpen } from "../model/finding.ts";
import { compareCodeUnits } from "../util/json.ts";
import { compareFindings, verdictOf } from "./assemble-report.ts";
import type { GateScope, Report } from "../model/report.ts";

/**
 * Compares a report with that of the state before a change. Findings are the same when rule, deployment and path are,
 * wherever their lines moved.
 * @param before the earlier state, judged by the same rules
 * @param gate `new` lets through what was open before; inputs that cannot be read stop a change all the same
 */
export function withBaseline(report: Report, before: Report, commit: string, gate: GateScope): Report {
  const earlier = new Set(before.findings.filter(isOpen).map(({ fingerprint }) => fingerprint));
  const findings = report.findings.map((finding): Finding => {
    if (!isOpen(finding)) return finding;
    const known = earlier.has(finding.fingerprint);
    return {
      ...finding,
      gates: finding.gates && !(known && gate === "new"),
      baselineState: known ? "unchanged" : "new",
    };
  });
  const open = findings.filter(isOpen);
  const now = new Set(open.map(({ fingerprint }) => fingerprint));
  const names = new Set(findings.map(({ manifest }) => manifest.name));
  const had = new Set(before.findings.map(({ manifest }) => manifest.name));
  return {
    ...report,
    verdict: verdictOf(findings, report.diagnostics),
    findings: findings.toSorted(compareFindings),
    baseline: {
      commit,
      gate,
      new: open.filter(({ baselineState }) => baselineState === "new").length,
      unchanged: open.filter(({ baselineState }) => baselineState === "unchanged").length,
      fixed: before.findings.filter(
        (finding) => isOpen(finding) && names.has(finding.manifest.name) && !now.has(finding.fingerprint),
      ),
      withdrawn: [...had].filter((name) => !names.has(name)).toSorted(compareCodeUnits),
    },
  };
}
