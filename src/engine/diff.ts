import type { PolicyChange } from "../diff/compare-policies.ts";
import { diffTrees } from "../diff/diff-trees.ts";
import type { BeforeAfter } from "../diff/rule-changes.ts";
import { type GitRepository, openGitRepository } from "../repository/git/repository.ts";
import { explainMissingRepository } from "../repository/git/run.ts";
import { findRoot } from "../repository/root.ts";
import type { Tree } from "../repository/tree.ts";
import { workingTree } from "../repository/working-tree.ts";
import { UsageError } from "../util/errors.ts";
import { type CheckedFiles, describeFiles } from "./checked-files.ts";
import type { EngineOptions } from "./options.ts";

export { diffTrees } from "../diff/diff-trees.ts";
export type { PolicyChange } from "../diff/compare-policies.ts";

export interface DiffOptions extends EngineOptions {
  /** `BASE..HEAD`; an empty BASE is HEAD, and an empty or missing HEAD is the working tree (default: `..`). */
  readonly range?: string | undefined;
}

/** The effect of a change of policies, and the files of the later version, which its locations are in. */
export interface PolicyDiff extends CheckedFiles {
  readonly change: PolicyChange;
}

function treeAtCommit(repository: GitRepository, revision: string): Tree {
  const commit = repository.commit(revision);
  if (commit === undefined) throw new UsageError(`there is no commit \`${revision}\` here`);
  return repository.tree(commit);
}

function resolveTrees(range: string, root: string): BeforeAfter<Tree> {
  const [base = "", head = "", ...more] = range.split("..");
  if (more.length > 0 || head.startsWith("."))
    throw new UsageError(`a range is written as base..head, not \`${range}\``);
  const repository = openGitRepository(root);
  if (!repository) throw new UsageError(`${explainMissingRepository(root)}, so that there is nothing to compare with`);
  const after = head === "" ? workingTree(root) : treeAtCommit(repository, head);
  return { before: treeAtCommit(repository, base === "" ? "HEAD" : base), after };
}

/**
 * Compares the policies, parameters, waivers and configuration of two versions of a repository by their effect.
 * @throws UsageError when there is no repository, or a revision of the range is not in it
 */
export async function diffPolicies(options: DiffOptions): Promise<PolicyDiff> {
  const { cwd, range = "", asOf, onProgress } = options;
  const trees = resolveTrees(range, findRoot(cwd));
  return { change: await diffTrees(trees, { asOf, onProgress }), ...describeFiles(trees.after, options) };
}
