import { type Finding, isOpen, isUnmet } from "../model/finding.ts";
import { compareCodeUnits } from "../util/json.ts";
import { compareFindings, verdictOf } from "./assemble-report.ts";
import type { GateScope, Report } from "../model/report.ts";
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

/** What became of the deployments of the earlier state that still exist, by their earlier names. */
function successorsOf({ now, before }: Lineage): Map<string, "same-system" | "other-system"> {
  return new Map(
    [...now.values()].flatMap((one) => {
      const name = earlierName(one, now, before);
      const other = name === undefined ? undefined : before.get(name);
      if (name === undefined || !other) return [];
      return [[name, isOtherSystem(one, other) ? "other-system" : "same-system"] as const];
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
  commit: string,
  gate: GateScope,
): Report {
  const matching = matcher(before.findings, lineage);
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
        (finding) => isOpen(finding) && successors.get(finding.manifest.name) === "same-system" && !kept.has(finding),
      ),
      withdrawn: [...lineage.before.keys()].filter((name) => !successors.has(name)).toSorted(compareCodeUnits),
    },
  };
}
