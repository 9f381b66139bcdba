import { type Diagnostic, compareDiagnostics, fileError, isError } from "../model/diagnostic.ts";
import { type Finding, isOpen, isUnmet } from "../model/finding.ts";
import type { ClaimGate, GateScope, LapsedRules, NotEvaluated, Report } from "../model/report.ts";
import { compareCodeUnits } from "../util/json.ts";
import { quote } from "../util/text.ts";
import { compareFindings, verdictOf } from "./assemble-report.ts";
import { findLapsedRules } from "./claims.ts";
import { hasWorsened } from "./has-worsened.ts";
import { type Deployments, earlierName, isOtherSystem } from "./lineage.ts";
import { subjectOf } from "./waiver-scope.ts";

/** The deployments before and after a change. */
export interface Lineage {
  readonly now: Deployments;
  readonly before: Deployments;
}

const keyOf = (rule: string, deployment: string): string => `${rule}\0${deployment}`;

/** Finds the unmet finding of the same rule and deployment before the change; `other-system` if the system is another one. */
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

/** Deployments that exist after the change, by their names before it. */
type Successors = ReadonlyMap<string, { readonly name: string; readonly isSameSystem: boolean }>;

function successorsOf({ now, before }: Lineage): Successors {
  return new Map(
    [...now.values()].flatMap((one) => {
      const name = earlierName(one, now, before);
      const other = name === undefined ? undefined : before.get(name);
      if (name === undefined || !other) return [];
      return [[name, { name: one.name, isSameSystem: !isOtherSystem(one, other) }] as const];
    }),
  );
}

/**
 * Removes a waiver that does not cover the finding after the change: a waiver is for one system, and a waiver without a
 * subject covers what the base has.
 */
function withoutLapsedWaiver(finding: Finding, known: Finding | "other-system" | undefined): Finding {
  const { waiver, gatesUnwaived } = finding;
  if (!waiver || known === undefined) return finding;
  const lapsed = known === "other-system" || (!subjectOf(waiver) && hasWorsened(finding, known));
  return lapsed ? { ...finding, waiver: null, gates: gatesUnwaived } : finding;
}

interface ComparedFindings {
  readonly findings: Finding[];
  /** Open findings before the change that are still open after it. */
  readonly stillOpen: ReadonlySet<Finding>;
}

/**
 * Sets `baselineState` of the open findings, and `gates` accordingly.
 * @param before the findings before the change that are compared with
 */
function withBaselineStates(
  before: readonly Finding[],
  findings: readonly Finding[],
  lineage: Lineage,
  gate: GateScope,
): ComparedFindings {
  const matching = matcher(before, lineage);
  const stillOpen = new Set<Finding>();
  const compared = findings.map((finding): Finding => {
    const earlier = matching(finding);
    const current = withoutLapsedWaiver(finding, earlier);
    if (!isOpen(current)) return current;
    const known = earlier !== undefined && earlier !== "other-system" && isOpen(earlier);
    const unchanged = known && !hasWorsened(current, earlier);
    // A finding that is open for another reason is not fixed.
    if (known) stillOpen.add(earlier);
    return {
      ...current,
      gates: current.gates && !(unchanged && gate === "new"),
      baselineState: unchanged ? "unchanged" : "new",
    };
  });
  return { findings: compared, stillOpen };
}

/** Selects the findings before the change that are fixed: of the same system, no longer open, and by rules that still apply. */
function fixedFindings(
  before: readonly Finding[],
  stillOpen: ReadonlySet<Finding>,
  successors: Successors,
  lapsed: readonly LapsedRules[],
): Finding[] {
  return before.filter((finding) => {
    const successor = successors.get(finding.manifest.name);
    if (!isOpen(finding) || stillOpen.has(finding) || successor?.isSameSystem !== true) return false;
    return !lapsed.some(({ manifest, rules }) => manifest === successor.name && rules.includes(finding.rule.id));
  });
}

/** Names of deployments that no longer exist, and errors about those whose files are no longer searched. */
function missingDeployments(
  before: Report,
  report: Report,
  lineage: Lineage,
  successors: Successors,
): { readonly withdrawn: string[]; readonly diagnostics: Diagnostic[] } {
  const files = new Map(before.findings.map(({ manifest }) => [manifest.name, manifest]));
  const gone = [...lineage.before.keys()].filter((name) => !successors.has(name));
  const unsearched = gone.flatMap((name) => {
    const manifest = files.get(name);
    return (manifest && unsearchedDiagnostic(manifest, report)) ?? [];
  });
  // A deployment whose file has an error may still be there.
  const broken = new Set(report.diagnostics.filter(isError).map(({ file }) => file));
  const unread = gone.filter((name) => broken.has(files.get(name)?.file ?? ""));
  const hidden = new Set([...unsearched.map(({ name }) => name), ...unread]);
  return {
    withdrawn: gone.filter((name) => !hidden.has(name)).toSorted(compareCodeUnits),
    diagnostics: unsearched.map(({ diagnostic }) => diagnostic),
  };
}

/**
 * Compares a report with the report of the commit that the change starts from. A finding is the same if rule and deployment
 * are the same and no decisive value has become worse.
 * @param before the report of that commit, evaluated with the same rules
 * @param gate `new`: existing findings do not block; errors of input files still do
 */
export function withBaseline(
  report: Report,
  before: Report,
  lineage: Lineage,
  { commit, gate, claims }: { readonly commit: string; readonly gate: GateScope; readonly claims: ClaimGate },
): Report {
  const unread = unreadFiles(before);
  const comparable = before.findings.filter(({ manifest }) => !unread.has(manifest.file));
  const { findings, stillOpen } = withBaselineStates(comparable, report.findings, lineage, gate);
  const successors = successorsOf(lineage);
  const lapsed = findLapsedRules(
    { findings: before.findings, deployments: [...lineage.before.values()] },
    { findings, deployments: [...lineage.now.values()] },
    (name) => successors.get(name)?.name ?? name,
  );
  const missing = missingDeployments(before, report, lineage, successors);
  const diagnostics = [...report.diagnostics, ...missing.diagnostics].toSorted(compareDiagnostics);
  const verdict = verdictOf(findings, diagnostics);
  const open = findings.filter(isOpen);
  return {
    ...report,
    // A waiver that no longer covers its finding is not counted.
    summary: { ...report.summary, waived: findings.filter(({ waiver }) => waiver !== null).length },
    diagnostics,
    notEvaluated: [...report.notEvaluated, ...[...unread].map(unreadBefore)],
    verdict: verdict === "pass" && claims === "block" && lapsed.length > 0 ? "fail" : verdict,
    findings: findings.toSorted(compareFindings),
    baseline: {
      commit,
      gate,
      new: open.filter(({ baselineState }) => baselineState === "new").length,
      unchanged: open.filter(({ baselineState }) => baselineState === "unchanged").length,
      fixed: fixedFindings(comparable, stillOpen, successors, lapsed),
      lapsed,
      claims,
      withdrawn: missing.withdrawn,
    },
  };
}

/**
 * The files before the change that cannot be read, or whose evidence cannot. Their findings are unknown, so that none of
 * them counts as existing.
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
  reason: "its state before the change cannot be read in full: every finding counts as new",
});

/** An error if the file of a deployment is in a folder that is no longer searched: the deployment is then not withdrawn. */
function unsearchedDiagnostic(
  { name, file }: Finding["manifest"],
  { notEvaluated }: Report,
): { readonly name: string; readonly diagnostic: Diagnostic } | undefined {
  const folder = notEvaluated.find(({ what }) => file.startsWith(`${what}/`))?.what;
  if (folder === undefined) return undefined;
  const message = `${quote(name)} was in ${quote(file)}, which is no longer searched: put it back, or remove it`;
  return { name, diagnostic: fileError(folder, "manifest/not-judged", message) };
}
