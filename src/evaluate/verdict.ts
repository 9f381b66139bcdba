import { type Diagnostic, isError } from "../model/diagnostic.ts";
import type { Waiver } from "../model/finding.ts";
import { CAREGATE_DIR } from "../repository/layout.ts";
import { type RunMetadata, type FileResult, assembleReport, verdictOf } from "./assemble-report.ts";
import { type Deployments, byName } from "./lineage.ts";
import { withBaseline } from "./compare-baseline.ts";
import type { ClaimGate, GateScope, Report } from "../model/report.ts";
import type { RuleInfo } from "../model/rule.ts";

/** The results of a commit or working tree, or of a part of its files. */
export interface TreeResult {
  readonly metadata: RunMetadata;
  /** The rules of the evaluation, and the waivers in effect. */
  readonly rules: readonly RuleInfo[];
  readonly waivers: readonly Waiver[];
  /** All files that may contain manifests, in their order. */
  readonly files: readonly string[];
  /** Results of all these files, or of some. */
  readonly fileResults: readonly FileResult[];
}

/** Everything that decides a verdict. */
export interface CheckData {
  readonly head: TreeResult;
  /**
   * Null if no change is checked. `base` is the result of the commit that the change starts from. `headByOwnPolicies` is the
   * result with the policies of the change; null if they are those of the base.
   */
  readonly change: {
    readonly commit: string;
    readonly gate: GateScope;
    readonly claims: ClaimGate;
    readonly base: TreeResult;
    readonly headByOwnPolicies: TreeResult | null;
  } | null;
}

/** The reports of a check. */
export interface Verdicts {
  /** The result with the policies in effect. It decides. */
  readonly report: Report;
  /** The result with the policies of the change; undefined if they are those of the base. It only informs. */
  readonly proposed: Report | undefined;
}

/** True for a file that the local clone lacks. It is not a mistake, and no change can repair it. */
const isMissingLocally = ({ code }: Diagnostic): boolean => code === "file/not-at-hand";
const ofGovernance = ({ file }: Diagnostic): boolean => file === CAREGATE_DIR || file.startsWith(`${CAREGATE_DIR}/`);

/**
 * Turns errors in the policies of the base into warnings if the change repairs them, so that the repair can pass. The change
 * then has to pass with its own policies as well.
 */
function withRepairs(report: Report, proposed: Report): Report {
  const broken = (one: Diagnostic): boolean => isError(one) && ofGovernance(one) && !isMissingLocally(one);
  if (!report.diagnostics.some(broken)) return report;
  const diagnostics = report.diagnostics.map((one): Diagnostic =>
    broken(one) ? { ...one, severity: "warning", message: `before this change, ${one.message}` } : one,
  );
  const waits = report.baseline?.claims === "block" && report.baseline.lapsed.length > 0;
  const verdict = verdictOf(report.findings, diagnostics);
  if (verdict !== "pass") return { ...report, diagnostics, verdict };
  return { ...report, diagnostics, verdict: waits ? "fail" : proposed.verdict };
}

/**
 * Assembles the reports of a check. The policies of a change do not decide yet, but errors in them are errors of the check.
 * @param part true if only a part of the files was evaluated, so that a missing manifest or deployment is no error
 */
export function decideVerdict({ head: now, change }: CheckData, part = false): Verdicts {
  const reportOn = ({ metadata, fileResults }: TreeResult): Report => assembleReport(metadata, fileResults, part);
  if (!change) return { report: reportOn(now), proposed: undefined };
  const deploymentsOf = ({ fileResults }: TreeResult): Deployments =>
    byName(fileResults.flatMap(({ deployments }) => deployments));
  const lineage = { now: deploymentsOf(now), before: deploymentsOf(change.base) };
  const report = withBaseline(reportOn(now), reportOn(change.base), lineage, change);
  if (!change.headByOwnPolicies) return { report, proposed: undefined };
  const proposed = reportOn(change.headByOwnPolicies);
  const broken = proposed.diagnostics.filter((one) => isError(one) && ofGovernance(one));
  if (broken.length === 0) return { report: withRepairs(report, proposed), proposed };
  return { report: { ...report, diagnostics: [...broken, ...report.diagnostics], verdict: "error" }, proposed };
}
