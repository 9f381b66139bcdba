import { type Diagnostic, compareDiagnostics, isError } from "../model/diagnostic.ts";
import type { Waiver } from "../model/finding.ts";
import { CAREGATE_DIR } from "../repository/layout.ts";
import { type RunMetadata, type FileResult, NO_MANIFEST, assembleReport, verdictOf } from "./assemble-report.ts";
import { type Deployments, byName } from "./lineage.ts";
import { withBaseline } from "./compare-baseline.ts";
import type { ClaimGate, GateScope, Report } from "../model/report.ts";
import { quote } from "../util/text.ts";
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

const isWithoutManifest = (one: Diagnostic): boolean => one.code === NO_MANIFEST && isError(one);

/** A report whose error about a check without a manifest is a warning instead. */
function withEmptyWarning(report: Report, message: string): Report {
  const diagnostics = report.diagnostics
    .map((one): Diagnostic => (one.code === NO_MANIFEST ? { ...one, severity: "warning", message } : one))
    .toSorted(compareDiagnostics);
  const waits = report.baseline?.claims === "block" && report.baseline.lapsed.length > 0;
  const verdict = verdictOf(report.findings, diagnostics);
  return { ...report, diagnostics, verdict: verdict === "pass" && waits ? "fail" : verdict };
}

/** The most names of deployments in a message. */
const MAX_NAMES = 5;

/**
 * A change that withdraws the last deployment passes with a warning that names it: nobody uses the system any more.
 * @param later the same files by the policies that apply after the change
 */
function withLastWithdrawn(report: Report, later: Report): Report {
  const names = report.baseline?.withdrawn ?? [];
  if (names.length === 0 || !report.diagnostics.some(({ code }) => code === NO_MANIFEST)) return report;
  const shown = names.slice(0, MAX_NAMES).map((name) => quote(name));
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : "";
  const next = later.diagnostics.some(isWithoutManifest)
    ? ": if no other follows, set `expects: none` in `.caregate/config.yaml`, because a check without a manifest is an error"
    : "";
  const which = names.length === 1 ? "the last deployment" : "the last deployments";
  return withEmptyWarning(report, `this change removes ${which}, ${shown.join(", ")}${more}${next}`);
}

/**
 * Lets a change pass that brings `expects: none` to a repository that had no manifest before it: no deployment can be
 * hidden by it, and without it such a repository could never get this setting.
 */
function withNoneExpected(report: Report, proposed: Report, before: Deployments): Report {
  if (before.size > 0 || !report.diagnostics.some(isWithoutManifest)) return report;
  if (proposed.verdict !== "pass" || proposed.diagnostics.some(isWithoutManifest)) return report;
  return withEmptyWarning(report, "no manifest before and after this change, which sets `expects: none`");
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
  const compared = withBaseline(reportOn(now), reportOn(change.base), lineage, change);
  if (!change.headByOwnPolicies) return { report: withLastWithdrawn(compared, compared), proposed: undefined };
  const proposed = reportOn(change.headByOwnPolicies);
  const report = withLastWithdrawn(compared, proposed);
  const broken = proposed.diagnostics.filter((one) => isError(one) && ofGovernance(one));
  if (broken.length === 0)
    return { report: withRepairs(withNoneExpected(report, proposed, lineage.before), proposed), proposed };
  return { report: { ...report, diagnostics: [...broken, ...report.diagnostics], verdict: "error" }, proposed };
}
