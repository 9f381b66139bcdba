import { isDiagnostic, readText } from "../documents/read.ts";
import type { Tree } from "../documents/tree.ts";
import { type Matter, decide } from "../evaluate/decide.ts";
import type { Report } from "../model/finding.ts";
import { GOVERNANCE } from "../policy/governance.ts";
import type { Progress } from "./progress.ts";
import { type Course, type Strictness, gatherState, rulesOf, withHints } from "./state.ts";

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

/** What a change yields, and whose rules judge it. */
export interface GatheredChange {
  readonly matter: Matter;
  /** Whether the base has no `.caregate/`, so that the change's own judges. */
  readonly adoption: boolean;
}

/**
 * Judges the deployments of a change one by one, by the rules of what it changes and, where they differ, by its own.
 * @param course how to go through the files of each state
 */
export async function gatherChange(change: Change, asked: Strictness, course?: Course): Promise<GatheredChange> {
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
  const now = await gatherState({ ...state, tree: head, trackedThoughIgnored }, rules, strictness, course);
  const before = await gatherState({ ...state, tree: base }, rules, lean, course);
  const brought = adoption ? rules : await rulesOf(head, strictness);
  const same = brought.ruleSet.digest === rules.ruleSet.digest && ignoresOf(head) === ignoresOf(base);
  const own = {
    tree: head,
    governing: head,
    policies: { source: "head", commit: null },
    targets,
    trackedThoughIgnored,
  } as const;
  const proposed = adoption || same ? null : await gatherState(own, brought, strictness, course);
  return { matter: { now, change: { commit: baseCommit, gate: rules.ruleSet.gate, before, proposed } }, adoption };
}

/** Judges a change by the rules of what it changes. Rules that the change brings have no say yet, but have to be sound. */
export async function judgeChange(change: Change, strictness: Strictness): Promise<JudgedChange> {
  const { matter, adoption } = await gatherChange(change, strictness);
  const { report, proposed } = decide(matter);
  return { report: await withHints(report), proposed: proposed && (await withHints(proposed)), adoption };
}
