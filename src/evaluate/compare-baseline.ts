import { type Diagnostic, compareDiagnostics, fileError } from "../model/diagnostic.ts";
import { type Finding, isOpen, isUnmet } from "../model/finding.ts";
import type { ClaimGate, GateScope, NotEvaluated, Report } from "../model/report.ts";
import { compareCodeUnits } from "../util/json.ts";
import { quote } from "../util/text.ts";
import { compareFindings, verdictOf } from "./assemble-report.ts";
import { findLapsedRules } from "./claims.ts";
import { hasWorsened } from "./has-worsened.ts";
import { type Deployments, earlierName, isOtherSystem } from "./lineage.ts";
import { subjectOf } from "./waiver-scope.ts";

/** The deployments of both states. */
export interface Lineage {
  readonly now: Deployments;
  readonly before: Deployments;
}

const keyOf = (rule: string, deployment: string): string => `${rule}\0${deployment}`;

/** Finds what the earlier state says of the same rule and the same deployment; nothing if it is another system now. */
function matcher(
  before: readonly Finding[],
  lineage: Lineage,
): (finding: Finding) => Finding | "other-system" | undefined {
  const unmet = before.filter(({ outcome }) => isUnmet(outcome));
  const earlier = new Map(unmet.map((one) => [keyOf(one.rule.id, one.manifest.name), one]));
  return ({ rule, manifest }) => {
    const deployment = lineage.now.get(manifest.name);
    const name = deployment && earlierName(deployment, lineage.now, lineage.before);
    const other = name === undefined ? undefined : lineage.before.get(name);
    if (name === undefined || !deployment || !other) return undefined;
    return isOtherSystem(deployment, other) ? "other-system" : earlier.get(keyOf(rule.id, name));
  };
}

/** The deployments of the earlier state that still exist, by their earlier names. */
function successorsOf({
  now,
  before,
}: Lineage): Map<string, { readonly name: string; readonly isSameSystem: boolean }> {
  return new Map(
    [...now.values()].flatMap((one) => {
      const name = earlierName(one, now, before);
      const other = name === undefined ? undefined : before.get(name);
      if (name === undefined || !other) return [];
      return [[name, { name: one.name, isSameSystem: !isOtherSystem(one, other) }] as const];
    }),
  );
}

/** A waiver that does not say what it accepts is about what the base has, and a waiver is about one system. */
function withoutLapsedWaiver(finding: Finding, known: Finding | "other-system" | undefined): Finding {
  const { waiver, gatesUnwaived } = finding;
  if (!waiver || known === undefined) return finding;
  const lapsed = known === "other-system" || (!subjectOf(waiver) && hasWorsened(finding, known));
  return lapsed ? { ...finding, waiver: null, gates: gatesUnwaived } : finding;
}

/**
 * Compares a report with that of the state before a change. Findings are the same when rule and deployment are, and
 * nothing that decides has become worse.
 * @param before the earlier state, judged by the same rules
 * @param gate `new` lets through what was open before; inputs that cannot be read stop a change all the same
 */
export function withBaseline(
  report: Report,
  before: Report,
  lineage: Lineage,
  { commit, gate, claims }: { readonly commit: string; readonly gate: GateScope; readonly claims: ClaimGate },
): Report {
  const unread = unreadFiles(before);
  const comparable = before.findings.filter((finding) => isOpen(finding) && !unread.has(finding.manifest.file));
  const matching = matcher(
    before.findings.filter(({ manifest }) => !unread.has(manifest.file)),
    lineage,
  );
  const kept = new Set<Finding>();
  const findings = report.findings.map((finding): Finding => {
    const earlier = matching(finding);
    const current = withoutLapsedWaiver(finding, earlier);
    if (!isOpen(current)) return current;
    const known = earlier !== undefined && earlier !== "other-system" && isOpen(earlier);
    const unchanged = known && !hasWorsened(current, earlier);
    // A rule that is still open is not fixed, though it may be open for another reason.
    if (known) kept.add(earlier);
    return {
      ...current,
      gates: current.gates && !(unchanged && gate === "new"),
      baselineState: unchanged ? "unchanged" : "new",
    };
  });
  const open = findings.filter(isOpen);
  const successors = successorsOf(lineage);
  const lapsed = findLapsedRules(
    { findings: before.findings, deployments: [...lineage.before.values()] },
    { findings, deployments: [...lineage.now.values()] },
  );
  const applies = ({ manifest, rule }: Finding): boolean =>
    !lapsed.some((one) => one.manifest === successors.get(manifest.name)?.name && one.rules.includes(rule.id));
  const files = new Map(before.findings.map(({ manifest }) => [manifest.name, manifest]));
  const gone = [...lineage.before.keys()].filter((name) => !successors.has(name));
  const unseen = gone.flatMap((name) => {
    const manifest = files.get(name);
    return (manifest && unseenDiagnostic(manifest, report)) ?? [];
  });
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
        (finding) =>
          successors.get(finding.manifest.name)?.isSameSystem === true && !kept.has(finding) && applies(finding),
      ),
      lapsed,
      claims,
      withdrawn: gone.filter((name) => !hidden.has(name)).toSorted(compareCodeUnits),
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
