import { isDiagnostic, readText } from "../repository/read.ts";
import type { Tree } from "../repository/tree.ts";
import { type CheckData, decideVerdict } from "../evaluate/verdict.ts";
import type { Report } from "../model/finding.ts";
import { CAREGATE_DIR } from "../policy/bundle.ts";
import {
  type EvaluationOptions,
  type LoadedPolicies,
  type RunOptions,
  addHints,
  checkTree,
  loadPolicies,
} from "./check-tree.ts";

/** A change to judge: the state it leads to, and the one it starts from. */
export interface BaseComparison {
  readonly head: Tree;
  readonly base: Tree;
  /** The commit of the base. */
  readonly baseCommit: string;
  /** The state whose rules judge, if it is another than the base: a branch moves on while a change waits. */
  readonly rulesFrom?: { readonly tree: Tree; readonly commit: string };
  /** Absolute paths, or paths or globs from the root. */
  readonly targets: readonly string[];
  readonly trackedButIgnored?: readonly string[];
}

/** What came of judging a change. */
export interface ChangeReport {
  /** By the rules of the base, compared with the base: this decides. */
  readonly report: Report;
  /** By the rules that the change brings, where they differ: this advises. */
  readonly proposed: Report | undefined;
  /** Whether the base has no `.caregate/`, so that the change's own judges. */
  readonly adoption: boolean;
}

function hasPolicies(tree: Tree): boolean {
  try {
    tree.kind(CAREGATE_DIR);
    return true;
  } catch {
    return false;
  }
}

/** What `.caregateignore` of a state leaves out. */
export function readIgnoreFile(tree: Tree): string | undefined {
  const read = readText(tree, ".caregateignore");
  return isDiagnostic(read) ? undefined : read.text;
}

/** What a change yields, and whose rules judge it. */
export interface ChangeResult {
  readonly matter: CheckData;
  /** Whether the base has no `.caregate/`, so that the change's own judges. */
  readonly adoption: boolean;
}

/**
 * Judges the deployments of a change one by one, by the rules of what it changes and, where they differ, by its own.
 * @param course how to go through the files of each state
 */
export async function checkAgainstBase(
  change: BaseComparison,
  asked: EvaluationOptions,
  course?: RunOptions,
): Promise<ChangeResult> {
  const { head, base, baseCommit, targets, trackedButIgnored = [] } = change;
  const { rulesFrom = { tree: base, commit: baseCommit } } = change;
  const adoption = !hasPolicies(rulesFrom.tree);
  const governing = adoption ? head : rulesFrom.tree;
  const policies = adoption
    ? ({ source: "head", commit: head.location?.commit ?? null } as const)
    : ({ source: "base", commit: rulesFrom.commit } as const);
  // What passes says which deployments there are.
  const strictness = { ...asked, openAlone: false };
  const rules = await loadPolicies(governing, strictness);
  const state = { governing, policies, targets };
  const lean = { ...strictness, explainAll: false };
  const now = await checkTree({ ...state, tree: head, trackedButIgnored }, rules, strictness, course);
  const before = await checkTree({ ...state, tree: base }, rules, lean, course);
  const brought = adoption ? rules : await loadPolicies(head, strictness);
  const started = rulesFrom.tree === base ? rules : await loadPolicies(base, strictness);
  const isAsIn = (tree: Tree, { ruleSet }: LoadedPolicies): boolean =>
    brought.ruleSet.digest === ruleSet.digest && readIgnoreFile(head) === readIgnoreFile(tree);
  const same = isAsIn(base, started) || isAsIn(rulesFrom.tree, rules);
  const own = {
    tree: head,
    governing: head,
    policies: { source: "head", commit: null },
    targets,
    trackedButIgnored,
  } as const;
  const proposed = adoption || same ? null : await checkTree(own, brought, strictness, course);
  return { matter: { now, change: { commit: baseCommit, gate: rules.ruleSet.gate, before, proposed } }, adoption };
}

/** Judges a change by the rules of what it changes. Rules that the change brings have no say yet, but have to be sound. */
export async function reportOnChange(change: BaseComparison, strictness: EvaluationOptions): Promise<ChangeReport> {
  const { matter, adoption } = await checkAgainstBase(change, strictness);
  const { report, proposed } = decideVerdict(matter);
  return { report: await addHints(report), proposed: proposed && (await addHints(proposed)), adoption };
}
