import { type Diagnostic, isError } from "../model/diagnostic.ts";
import type { Waiver } from "../model/finding.ts";
import { CAREGATE_DIR } from "../repository/layout.ts";
import { type RunMetadata, type FileResult, assembleReport, verdictOf } from "./assemble-report.ts";
import { withBaseline } from "./compare-baseline.ts";
import type { GateScope, Report } from "../model/report.ts";
import type { RuleInfo } from "../model/rule.ts";

/** What a state of a repository yields, all of it or a part. */
export interface TreeResult {
  readonly metadata: RunMetadata;
  /** The rules that judge, and the waivers that hold. */
  readonly rules: readonly RuleInfo[];
  readonly waivers: readonly Waiver[];
  /** All files that may hold manifests, in their order. */
  readonly files: readonly string[];
  /** Of all of these files, or of some. */
  readonly fileResults: readonly FileResult[];
}

/** All that a verdict rests on. */
export interface CheckData {
  readonly head: TreeResult;
  /** Where a change is judged, the state that it starts from, and what its own rules say where they differ. */
  readonly change: {
    readonly commit: string;
    readonly gate: GateScope;
    readonly base: TreeResult;
    readonly headByOwnPolicies: TreeResult | null;
  } | null;
}

/** What comes of a matter. */
export interface Verdicts {
  /** By the rules that govern: this decides. */
  readonly report: Report;
  /** By the rules that a change brings, where they differ: this advises. */
  readonly proposed: Report | undefined;
}

/** What the copy of the history lacks is no mistake, and no change repairs it. */
const isLacking = ({ code }: Diagnostic): boolean => code === "file/not-at-hand";
const ofGovernance = ({ file }: Diagnostic): boolean => file === CAREGATE_DIR || file.startsWith(`${CAREGATE_DIR}/`);

/**
 * What is broken in the base's own rules and repaired by the change is no reason to refuse the repair: it is told as a
 * warning, and then the rules that the change brings have to be kept as well.
 */
function withRepairs(report: Report, proposed: Report): Report {
  const broken = (one: Diagnostic): boolean => isError(one) && ofGovernance(one) && !isLacking(one);
  if (!report.diagnostics.some(broken)) return report;
  const diagnostics = report.diagnostics.map((one): Diagnostic =>
    broken(one) ? { ...one, severity: "warning", message: `before this change, ${one.message}` } : one,
  );
  const own = verdictOf(report.findings, diagnostics);
  return { ...report, diagnostics, verdict: own === "pass" ? proposed.verdict : own };
}

/**
 * Decides a matter. Rules that a change brings have no say yet, but have to be sound.
 * @param part whether only a part of the files was looked into, so that nothing can be said of what is not there
 */
export function decideVerdict({ head: now, change }: CheckData, part = false): Verdicts {
  const reportOn = ({ metadata: outset, fileResults: yields }: TreeResult): Report =>
    assembleReport(outset, yields, part);
  if (!change) return { report: reportOn(now), proposed: undefined };
  const report = withBaseline(reportOn(now), reportOn(change.base), change.commit, change.gate);
  if (!change.headByOwnPolicies) return { report, proposed: undefined };
  const proposed = reportOn(change.headByOwnPolicies);
  const broken = proposed.diagnostics.filter((one) => isError(one) && ofGovernance(one));
  if (broken.length === 0) return { report: withRepairs(report, proposed), proposed };
  return { report: { ...report, diagnostics: [...broken, ...report.diagnostics], verdict: "error" }, proposed };
}
