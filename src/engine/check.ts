import { resolve } from "node:path";
import { type GitRepository, openGitRepository } from "../repository/git/repository.ts";
import { existingDirectory, realTarget } from "../repository/root.ts";
import type { Tree } from "../repository/tree.ts";
import { fromRoot, workingTree } from "../repository/working-tree.ts";
import { type CheckData, decideVerdict } from "../evaluate/verdict.ts";
import type { Report } from "../model/finding.ts";
import { type BaseComparison, checkAgainstBase } from "./check-change.ts";
import { UsageError } from "../util/errors.ts";
import type { Progress } from "../cli/progress.ts";
import type { PoolOptions } from "./pool.ts";
import { type HasPath, commonRoot, rootAtRevision, rootOfBase } from "../workspace/roots.ts";
import { type Snapshot, type EvaluationOptions, checkTree, loadPolicies, addHints } from "./check-tree.ts";
import { explainMissingRepository } from "../repository/git/run.ts";

/** What to judge, and by which date. */
export interface CheckOptions extends EvaluationOptions {
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
  readonly threads?: PoolOptions;
}

/** What to look into. */
export interface FilteredCheckOptions extends CheckOptions {
  /** Which of the files; all unless told. */
  readonly isWanted?: (file: string) => boolean;
}

/** What was looked into, and the state of the repository that it belongs to. */
interface OpenedCheck {
  readonly matter: CheckData;
  readonly tree: Tree;
}

/** A report, and the state of the repository that it is about. */
export interface CheckResult {
  readonly report: Report;
  readonly tree: Tree;
  /** Absolute path of the root, which the paths of the report start from. */
  readonly root: string;
}

function resolveCommit(history: GitRepository | undefined, revision: string, where: string): string {
  if (!history) throw new UsageError(`${explainMissingRepository(where)}, so that there is no \`${revision}\``);
  const commit = history.commit(revision);
  if (commit === undefined)
    throw new UsageError(`the revision \`${revision}\` is not in ${where}; fetch it first, in a shallow clone too`);
  return commit;
}

async function openChange(
  targets: readonly string[],
  revision: string,
  options: FilteredCheckOptions,
): Promise<OpenedCheck> {
  const here = commonRoot(targets);
  const all = openGitRepository(here);
  const baseCommit = resolveCommit(all, revision, here);
  const root = rootOfBase(targets, (folder, name) => all?.hasPath(baseCommit, folder, name) === true);
  const history = openGitRepository(root) as GitRepository;
  const head = workingTree(root);
  const trackedButIgnored = history.trackedButIgnored();
  const change = { head, base: history.tree(baseCommit), baseCommit, targets, trackedButIgnored };
  return changeIn(change, options);
}

async function changeIn(change: BaseComparison, options: FilteredCheckOptions): Promise<OpenedCheck> {
  const { matter } = await checkAgainstBase(change, options, options);
  return { matter, tree: change.head };
}

/** The targets as the history knows them, whose top is a real path. */
function resolveTargets(history: GitRepository, targets: readonly string[]): string[] {
  return targets.map((target) => {
    const path = fromRoot(history.top, target) === undefined ? realTarget(target) : target;
    if (fromRoot(history.top, path) === undefined)
      throw new UsageError(`${target} lies outside the repository ${history.top}; check one repository at a time`);
    return path;
  });
}

/** Judges a commit, by its own rules or as a change of another; of what lies on the disk, nothing counts. */
async function openCommit(stated: readonly string[], ref: string, options: FilteredCheckOptions): Promise<OpenedCheck> {
  const here = existingDirectory(stated[0] as string);
  const history = openGitRepository(here);
  const commit = resolveCommit(history, ref, here);
  const { base } = options;
  const baseCommit = base === undefined ? undefined : resolveCommit(history, base, here);
  const past = history as GitRepository;
  const targets = resolveTargets(past, stated);
  const heldAt =
    (one: string): HasPath =>
    (folder, name) =>
      past.hasPath(one, folder, name);
  const root = rootAtRevision(
    past.top,
    targets,
    [...(baseCommit === undefined ? [] : [baseCommit]), commit].map(heldAt),
  );
  const tree = past.tree(commit, root);
  if (baseCommit !== undefined)
    return changeIn({ head: tree, base: past.tree(baseCommit, root), baseCommit, targets }, options);
  return openSnapshot({ tree, governing: tree, policies: { source: "commit", commit }, targets }, options);
}

async function openSnapshot(state: Snapshot, options: FilteredCheckOptions): Promise<OpenedCheck> {
  const rules = await loadPolicies(state.governing, options);
  return {
    matter: { now: await checkTree(state, rules, options, options), change: null },
    tree: state.tree,
  };
}

/**
 * Looks into the manifests under some paths, by the rules of their repository or, with a base, as a change of that.
 * @throws UsageError when the paths do not belong together, or a revision is not there
 */
export async function openCheck(options: FilteredCheckOptions): Promise<OpenedCheck> {
  const { cwd = process.cwd(), base, ref } = options;
  const targets = (options.targets.length > 0 ? options.targets : ["."]).map((target) => resolve(cwd, target));
  if (ref !== undefined) return openCommit(targets, ref, options);
  if (base !== undefined) return openChange(targets, base, options);
  const tree = workingTree(commonRoot(targets));
  const policies = { source: "working-tree", commit: null } as const;
  return openSnapshot({ tree, governing: tree, policies, targets }, options);
}

/**
 * Judges the manifests under some paths by the rules of their repository, or, with a base, as a change of that.
 * @throws UsageError when the paths do not belong together, or a revision is not there
 */
export async function check(options: CheckOptions): Promise<CheckResult> {
  const { matter, tree } = await openCheck(options);
  return { report: await addHints(decideVerdict(matter).report), tree, root: tree.root };
}
