import { type Finding, isOpen } from "../model/finding.ts";
import { compareCodeUnits } from "../util/json.ts";
import { type DeploymentRef, compareFindings, verdictOf } from "./assemble-report.ts";
import { findLapsedRules } from "./claims.ts";
import type { ClaimGate, GateScope, Report } from "../model/report.ts";

/**
 * Compares a report with that of the state before a change. Findings are the same when rule, deployment and path are,
 * wherever their lines moved.
 * @param before the earlier state, judged by the same rules
 * @param gate `new` lets through what was open before; inputs that cannot be read stop a change all the same
 */
export function withBaseline(
  report: Report,
  before: Report,
  { commit, gate, claims }: { readonly commit: string; readonly gate: GateScope; readonly claims: ClaimGate },
  deployments: Record<"before" | "after", readonly DeploymentRef[]>,
): Report {
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
  const lapsed = findLapsedRules(
    { findings: before.findings, deployments: deployments.before },
    { findings, deployments: deployments.after },
  );
  const applies = (finding: Finding): boolean =>
    !lapsed.some(({ manifest, rules }) => manifest === finding.manifest.name && rules.includes(finding.rule.id));
  const verdict = verdictOf(findings, report.diagnostics);
  const had = new Set(before.findings.map(({ manifest }) => manifest.name));
  return {
    ...report,
    verdict: verdict === "pass" && claims === "block" && lapsed.length > 0 ? "fail" : verdict,
    findings: findings.toSorted(compareFindings),
    baseline: {
      commit,
      gate,
      new: open.filter(({ baselineState }) => baselineState === "new").length,
      unchanged: open.filter(({ baselineState }) => baselineState === "unchanged").length,
      fixed: before.findings.filter(
        (finding) =>
          isOpen(finding) && names.has(finding.manifest.name) && !now.has(finding.fingerprint) && applies(finding),
      ),
      lapsed,
      claims,
      withdrawn: [...had].filter((name) => !names.has(name)).toSorted(compareCodeUnits),
    },
  };
}
