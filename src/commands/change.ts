import { isDiagnostic, readText } from "../documents/read.ts";
import type { Tree } from "../documents/tree.ts";
import { withBaseline } from "../evaluate/baseline.ts";
import { verdictOf } from "../evaluate/assemble.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Report } from "../model/finding.ts";
import { GOVERNANCE } from "../policy/governance.ts";
import type { Progress } from "./progress.ts";
import { type Strictness, judgeState, rulesOf } from "./state.ts";

/** A change to judge: the state it leads to, and the one it starts from. */
export interface Change {
  readonly head: Tree;
  readonly base: Tree;
  /** The commit of the base. */
  readonly baseCommit: string;
  /** Absolute paths, or paths or globs from the root. */
  readonly targets: readonly string[];
  readonly trackedThoughIgnored?: readonly string[];
}

/** What came of judging a change. */
export interface JudgedChange {
  /** By the rules of the base, compared with the base: this decides. */
  readonly report: Report;
  /** By the rules that the change brings, where they differ: this advises. */
  readonly proposed: Report | undefined;
  /** Whether the base has no `.caregate/`, so that the change's own judges. */
  readonly adoption: boolean;
}

function governs(tree: Tree): boolean {
  try {
    tree.kind(GOVERNANCE);
    return true;
  } catch {
    return false;
  }
}

/** What `.caregateignore` of a state leaves out. */
export function ignoresOf(tree: Tree): string | undefined {
  const read = readText(tree, ".caregateignore");
  return isDiagnostic(read) ? undefined : read.text;
}

const isError = ({ severity }: Diagnostic): boolean => severity === "error";
/** What the copy of the history lacks is no mistake, and no change repairs it. */
const isLacking = ({ code }: Diagnostic): boolean => code === "file/not-at-hand";
const ofGovernance = ({ file }: Diagnostic): boolean => file === GOVERNANCE || file.startsWith(`${GOVERNANCE}/`);

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
 * Judges a change by the rules of what it changes. Rules that the change brings have no say yet, but have to be sound.
 * @param tell told, for each state judged, how many files are done, and of how many
 */
export async function judgeChange(change: Change, asked: Strictness, tell?: Progress["tell"]): Promise<JudgedChange> {
  const { head, base, baseCommit, targets, trackedThoughIgnored = [] } = change;
  const adoption = !governs(base);
  const governing = adoption ? head : base;
  const policies = adoption
    ? ({ source: "head", commit: head.place?.commit ?? null } as const)
    : ({ source: "base", commit: baseCommit } as const);
  // What passes says which deployments there are.
  const strictness = { ...asked, openAlone: false };
  const rules = await rulesOf(governing, strictness);
  const state = { governing, policies, targets };
  const lean = { ...strictness, explainAll: false };
  const now = await judgeState({ ...state, tree: head, trackedThoughIgnored }, rules, strictness, tell);
  const before = await judgeState({ ...state, tree: base }, rules, lean, tell);
  const report = withBaseline(now, before, baseCommit, rules.ruleSet.gate);
  const brought = adoption ? rules : await rulesOf(head, strictness);
  const same = brought.ruleSet.digest === rules.ruleSet.digest && ignoresOf(head) === ignoresOf(base);
  if (adoption || same) return { report, proposed: undefined, adoption };

  const proposed = await judgeState(
    { tree: head, governing: head, policies: { source: "head", commit: null }, targets, trackedThoughIgnored },
    brought,
    strictness,
    tell,
  );
  const broken = proposed.diagnostics.filter((one) => isError(one) && ofGovernance(one));
  if (broken.length === 0) return { report: withRepairs(report, proposed), proposed, adoption };
  return {
    report: { ...report, diagnostics: [...broken, ...report.diagnostics], verdict: "error" },
    proposed,
    adoption,
  };
}
