import { resolve } from "node:path";
import { type History, historyOf, whyNoHistory } from "../documents/git.ts";
import { existingDirectory, realTarget } from "../documents/root.ts";
import type { Tree } from "../documents/tree.ts";
import { fromRoot, workingTree } from "../documents/working-tree.ts";
import { type Matter, decide } from "../evaluate/decide.ts";
import type { Report } from "../model/finding.ts";
import { type Change, gatherChange } from "./change.ts";
import { UsageError } from "./command.ts";
import type { Progress } from "./progress.ts";
import type { Threads } from "./threads.ts";
import { type Holds, commonRoot, pastRoot, rootOfChange } from "./roots.ts";
import { type RepositoryState, type Strictness, gatherState, rulesOf, withHints } from "./state.ts";

/** What to judge, and by which date. */
export interface CheckOptions extends Strictness {
  /** Files, folders or globs; they belong to one repository. */
  readonly targets: readonly string[];
  /** A revision whose rules judge, and which the state at hand is compared with; by default its own rules judge. */
  readonly base?: string;
  /** A revision to judge instead of the files as they lie in the folder. */
  readonly ref?: string;
  /** Where relative targets start; by default the current folder. */
  readonly cwd?: string;
  /** Told how many files are done, and of how many; with a base, for each state of the repository. */
  readonly tell?: Progress["tell"];
  /** Where others may help; nobody does unless told. */
  readonly threads?: Threads;
}

/** What to look into. */
export interface LookOptions extends CheckOptions {
  /** Which of the files; all unless told. */
  readonly isWanted?: (file: string) => boolean;
}

/** What was looked into, and the state of the repository that it belongs to. */
interface Looked {
  readonly matter: Matter;
  readonly tree: Tree;
}

/** A report, and the state of the repository that it is about. */
export interface Checked {
  readonly report: Report;
  readonly tree: Tree;
  /** Absolute path of the root, which the paths of the report start from. */
  readonly root: string;
}

function commitOf(history: History | undefined, revision: string, where: string): string {
  if (!history) throw new UsageError(`${whyNoHistory(where)}, so that there is no \`${revision}\``);
  const commit = history.commit(revision);
  if (commit === undefined)
    throw new UsageError(`the revision \`${revision}\` is not in ${where}; fetch it first, in a shallow clone too`);
  return commit;
}

async function lookAtChange(targets: readonly string[], revision: string, options: LookOptions): Promise<Looked> {
  const here = commonRoot(targets);
  const all = historyOf(here);
  const baseCommit = commitOf(all, revision, here);
  const root = rootOfChange(targets, (folder, name) => all?.holds(baseCommit, folder, name) === true);
  const history = historyOf(root) as History;
  const head = workingTree(root);
  const trackedThoughIgnored = history.trackedThoughIgnored();
  const change = { head, base: history.tree(baseCommit), baseCommit, targets, trackedThoughIgnored };
  return changeIn(change, options);
}

async function changeIn(change: Change, options: LookOptions): Promise<Looked> {
  const { matter } = await gatherChange(change, options, options);
  return { matter, tree: change.head };
}

/** The targets as the history knows them, whose top is a real path. */
function targetsIn(history: History, targets: readonly string[]): string[] {
  return targets.map((target) => {
    const path = fromRoot(history.top, target) === undefined ? realTarget(target) : target;
    if (fromRoot(history.top, path) === undefined)
      throw new UsageError(`${target} lies outside the repository ${history.top}; check one repository at a time`);
    return path;
  });
}

/** Judges a commit, by its own rules or as a change of another; of what lies on the disk, nothing counts. */
async function lookAtCommit(stated: readonly string[], ref: string, options: LookOptions): Promise<Looked> {
  const here = existingDirectory(stated[0] as string);
  const history = historyOf(here);
  const commit = commitOf(history, ref, here);
  const { base } = options;
  const baseCommit = base === undefined ? undefined : commitOf(history, base, here);
  const past = history as History;
  const targets = targetsIn(past, stated);
  const heldAt =
    (one: string): Holds =>
    (folder, name) =>
      past.holds(one, folder, name);
  const root = pastRoot(past.top, targets, [...(baseCommit === undefined ? [] : [baseCommit]), commit].map(heldAt));
  const tree = past.tree(commit, root);
  if (baseCommit !== undefined)
    return changeIn({ head: tree, base: past.tree(baseCommit, root), baseCommit, targets }, options);
  return lookAtState({ tree, governing: tree, policies: { source: "commit", commit }, targets }, options);
}

async function lookAtState(state: RepositoryState, options: LookOptions): Promise<Looked> {
  const rules = await rulesOf(state.governing, options);
  return {
    matter: { now: await gatherState(state, rules, options, options), change: null },
    tree: state.tree,
  };
}

/**
 * Looks into the manifests under some paths, by the rules of their repository or, with a base, as a change of that.
 * @throws UsageError when the paths do not belong together, or a revision is not there
 */
export async function look(options: LookOptions): Promise<Looked> {
  const { cwd = process.cwd(), base, ref } = options;
  const targets = (options.targets.length > 0 ? options.targets : ["."]).map((target) => resolve(cwd, target));
  if (ref !== undefined) return lookAtCommit(targets, ref, options);
  if (base !== undefined) return lookAtChange(targets, base, options);
  const tree = workingTree(commonRoot(targets));
  const policies = { source: "working-tree", commit: null } as const;
  return lookAtState({ tree, governing: tree, policies, targets }, options);
}

/**
 * Judges the manifests under some paths by the rules of their repository, or, with a base, as a change of that.
 * @throws UsageError when the paths do not belong together, or a revision is not there
 */
export async function check(options: CheckOptions): Promise<Checked> {
  const { matter, tree } = await look(options);
  return { report: await withHints(decide(matter).report), tree, root: tree.root };
}
