import { type Diagnostic, compareDiagnostics, fileError } from "../model/diagnostic.ts";
import { type Finding, isOpen } from "../model/finding.ts";
import { compareCodeUnits } from "../util/json.ts";
import { type DeploymentRef, compareFindings, verdictOf } from "./assemble-report.ts";
import { findLapsedRules } from "./claims.ts";
import type { ClaimGate, GateScope, NotEvaluated, Report } from "../model/report.ts";
import { quote } from "../util/text.ts";

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
  const unread = unreadFiles(before);
  const comparable = before.findings.filter((finding) => isOpen(finding) && !unread.has(finding.manifest.file));
  const earlier = new Set(comparable.map(({ fingerprint }) => fingerprint));
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
  const had = new Map(before.findings.map(({ manifest }) => [manifest.name, manifest]));
  const gone = [...had.values()].filter(({ name }) => !names.has(name));
  const unseen = gone.flatMap((manifest) => unseenDiagnostic(manifest, report) ?? []);
  const hidden = new Set(unseen.map(({ name }) => name));
  const diagnostics = [...report.diagnostics, ...unseen.map(({ diagnostic }) => diagnostic)].toSorted(
    compareDiagnostics,
  );
  const verdict = verdictOf(findings, diagnostics);
  return {
    ...report,
    diagnostics,
    notEvaluated: [...report.notEvaluated, ...[...unread].map(unreadBefore)],
    verdict: verdict === "pass" && claims === "block" && lapsed.length > 0 ? "fail" : verdict,
    findings: findings.toSorted(compareFindings),
    baseline: {
      commit,
      gate,
      new: open.filter(({ baselineState }) => baselineState === "new").length,
      unchanged: open.filter(({ baselineState }) => baselineState === "unchanged").length,
      fixed: comparable.filter(
        (finding) => names.has(finding.manifest.name) && !now.has(finding.fingerprint) && applies(finding),
      ),
      lapsed,
      claims,
      withdrawn: gone
        .map(({ name }) => name)
        .filter((name) => !hidden.has(name))
        .toSorted(compareCodeUnits),
    },
  };
}

/**
 * The files of the earlier state that could not be read, or whose evidence could not: what they would have shown nobody
 * knows, so that nothing in them was there before.
 */
function unreadFiles({ diagnostics }: Report): ReadonlySet<string> {
  const isUnread = ({ code }: Diagnostic): boolean => code === "evidence/unreadable" || code === "file/not-at-hand";
  return new Set(
    diagnostics
      .filter(isUnread)
      .map(({ file }) => file)
      .toSorted(compareCodeUnits),
  );
}

const unreadBefore = (file: string): NotEvaluated => ({
  what: file,
  reason: "the state before the change, which cannot be read in full: every finding counts as new",
});

/** A deployment that is not judged any more because what held it is not searched is not withdrawn. */
function unseenDiagnostic(
  { name, file }: Finding["manifest"],
  { notEvaluated }: Report,
): { readonly name: string; readonly diagnostic: Diagnostic } | undefined {
  const place = notEvaluated.find(({ what }) => file.startsWith(`${what}/`))?.what;
  if (place === undefined) return undefined;
  const message = `${quote(name)} was in ${quote(file)}, which is not searched any more: put it back, or remove it`;
  return { name, diagnostic: fileError(place, "manifest/not-judged", message) };
}
