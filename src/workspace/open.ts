import { resolve } from "node:path";
import type { Report } from "../model/finding.ts";
import { type GitRepository, openGitRepository } from "../repository/git/repository.ts";
import { explainMissingRepository } from "../repository/git/run.ts";
import { existingDirectory, realTarget } from "../repository/root.ts";
import type { Tree } from "../repository/tree.ts";
import { openWorkingTree } from "../repository/git/checkout-tree.ts";
import { fromRoot } from "../repository/working-tree.ts";
import { UsageError } from "../util/errors.ts";
import { type HasPath, commonRoot, rootAtRevision, rootOfBase } from "./roots.ts";

/** A state of a repository to check, and the state whose policies apply. */
export interface Snapshot {
  readonly tree: Tree;
  /** Its `.caregate/` and `.caregateignore` apply. */
  readonly governing: Tree;
  /** How the report names the policies. */
  readonly policies: Pick<Report["policies"], "source" | "commit">;
  /** Absolute paths, or paths or globs from the root. */
  readonly targets: readonly string[];
}

/** A state of a repository to check as a change of another. */
export interface BaseComparison extends Pick<Snapshot, "targets"> {
  readonly head: Tree;
  readonly base: Tree;
  readonly baseCommit: string;
  /** The state before the change, if that is not the base: the change is compared with it. */
  readonly start?: { readonly commit: string; readonly tree: Tree };
}

export type Opened = { readonly snapshot: Snapshot } | { readonly comparison: BaseComparison };

export interface OpenOptions {
  /** Absolute path of the folder where relative targets start. */
  readonly cwd: string;
  /** Files, folders or globs in one repository (default: the folder `cwd`). */
  readonly targets?: readonly string[] | undefined;
  readonly base?: string | undefined;
  readonly ref?: string | undefined;
}

function resolveCommit(repository: GitRepository | undefined, revision: string, where: string): string {
  if (!repository) throw new UsageError(`there is no revision \`${revision}\`: ${explainMissingRepository(where)}`);
  const commit = repository.commit(revision);
  if (commit === undefined)
    throw new UsageError(
      `the revision \`${revision}\` is not in ${where}: fetch it first, a shallow clone may lack it`,
    );
  return commit;
}

function openOwnState(targets: readonly string[]): Snapshot {
  const tree = openWorkingTree(commonRoot(targets));
  return { tree, governing: tree, policies: { source: "working-tree", commit: null }, targets };
}

/** Opens the working tree as a change of a revision. */
function openChange(targets: readonly string[], revision: string): BaseComparison {
  const here = commonRoot(targets);
  const all = openGitRepository(here);
  const baseCommit = resolveCommit(all, revision, here);
  const root = rootOfBase(targets, (folder, name) => all?.hasPath(baseCommit, folder, name) === true);
  const repository = openGitRepository(root) as GitRepository;
  return {
    head: openWorkingTree(root, repository),
    base: repository.tree(baseCommit),
    baseCommit,
    targets,
    ...findStart(repository, repository.commit("HEAD"), baseCommit, root),
  };
}

/**
 * The state before a change, if the base has later commits: the change is not responsible for these. Without a known
 * common commit, the change is compared with the base.
 */
function findStart(
  repository: GitRepository,
  head: string | undefined,
  baseCommit: string,
  root: string,
): Pick<BaseComparison, "start"> {
  const commit = head === undefined ? undefined : repository.mergeBase(head, baseCommit);
  if (commit === undefined || commit === baseCommit) return {};
  return { start: { commit, tree: repository.tree(commit, root) } };
}

/** The targets, by their real paths if only these are in the repository: its top is a real path. */
function targetsWithin({ top }: GitRepository, targets: readonly string[]): string[] {
  return targets.map((target) => {
    const path = fromRoot(top, target) === undefined ? realTarget(target) : target;
    if (fromRoot(top, path) === undefined)
      throw new UsageError(`\`${target}\` is outside the repository \`${top}\`: check one repository at a time`);
    return path;
  });
}

/** Opens a commit, alone or as a change of another. The working tree has no effect. */
function openCommit(stated: readonly string[], ref: string, base: string | undefined): Opened {
  const here = existingDirectory(stated[0] as string);
  const found = openGitRepository(here);
  const commit = resolveCommit(found, ref, here);
  const baseCommit = base === undefined ? undefined : resolveCommit(found, base, here);
  const repository = found as GitRepository;
  const targets = targetsWithin(repository, stated);
  const pathsAt =
    (one: string): HasPath =>
    (folder, name) =>
      repository.hasPath(one, folder, name);
  const states = [...(baseCommit === undefined ? [] : [baseCommit]), commit].map(pathsAt);
  const root = rootAtRevision(repository.top, targets, states);
  const tree = repository.tree(commit, root);
  if (baseCommit !== undefined) {
    const start = findStart(repository, commit, baseCommit, root);
    return { comparison: { head: tree, base: repository.tree(baseCommit, root), baseCommit, targets, ...start } };
  }
  return { snapshot: { tree, governing: tree, policies: { source: "commit", commit }, targets } };
}

/**
 * Opens the working tree or a commit (`ref`), alone or as a change of another commit (`base`).
 * @throws UsageError when the targets are not in one repository, or a revision does not exist
 */
export function openSnapshots({ cwd, targets: stated = [], base, ref }: OpenOptions): Opened {
  const targets = (stated.length > 0 ? stated : ["."]).map((target) => resolve(cwd, target));
  if (ref !== undefined) return openCommit(targets, ref, base);
  return base === undefined ? { snapshot: openOwnState(targets) } : { comparison: openChange(targets, base) };
}
