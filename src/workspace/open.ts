import { resolve } from "node:path";
import type { Report } from "../model/finding.ts";
import { type GitRepository, openGitRepository } from "../repository/git/repository.ts";
import { explainMissingRepository } from "../repository/git/run.ts";
import { existingDirectory, realTarget } from "../repository/root.ts";
import type { Tree } from "../repository/tree.ts";
import { fromRoot, workingTree } from "../repository/working-tree.ts";
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
  /** Files that git tracks though an ignore file matches them. */
  readonly trackedButIgnored?: readonly string[];
}

/** A state of a repository to check as a change of another. */
export interface BaseComparison extends Pick<Snapshot, "targets" | "trackedButIgnored"> {
  readonly head: Tree;
  readonly base: Tree;
  readonly baseCommit: string;
  /** The state whose rules judge, if it is another than the base: a branch moves on while a change waits. */
  readonly rulesFrom?: { readonly tree: Tree; readonly commit: string };
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
  if (!repository) throw new UsageError(`${explainMissingRepository(where)}, so that there is no \`${revision}\``);
  const commit = repository.commit(revision);
  if (commit === undefined)
    throw new UsageError(`the revision \`${revision}\` is not in ${where}; fetch it first, in a shallow clone too`);
  return commit;
}

function openWorkingTree(targets: readonly string[]): Snapshot {
  const tree = workingTree(commonRoot(targets));
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
    head: workingTree(root),
    base: repository.tree(baseCommit),
    baseCommit,
    targets,
    trackedButIgnored: repository.trackedButIgnored(),
  };
}

/** The targets by their real paths where only these are in the repository, whose top is a real path. */
function targetsWithin({ top }: GitRepository, targets: readonly string[]): string[] {
  return targets.map((target) => {
    const path = fromRoot(top, target) === undefined ? realTarget(target) : target;
    if (fromRoot(top, path) === undefined)
      throw new UsageError(`${target} lies outside the repository ${top}; check one repository at a time`);
    return path;
  });
}

/** Opens a commit, alone or as a change of another. Nothing of the working tree counts. */
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
  if (baseCommit !== undefined)
    return { comparison: { head: tree, base: repository.tree(baseCommit, root), baseCommit, targets } };
  return { snapshot: { tree, governing: tree, policies: { source: "commit", commit }, targets } };
}

/**
 * Opens what options name: the working tree, a commit (`ref`), or either as a change of another commit (`base`).
 * @throws UsageError when the targets are not in one repository, or a revision does not exist
 */
export function openSnapshots({ cwd, targets: stated = [], base, ref }: OpenOptions): Opened {
  const targets = (stated.length > 0 ? stated : ["."]).map((target) => resolve(cwd, target));
  if (ref !== undefined) return openCommit(targets, ref, base);
  return base === undefined ? { snapshot: openWorkingTree(targets) } : { comparison: openChange(targets, base) };
}
