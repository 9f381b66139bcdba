import { resolve } from "node:path";
import { type History, historyOf } from "../documents/git.ts";
import { findRoot } from "../documents/root.ts";
import { workingTree } from "../documents/working-tree.ts";
import { GOVERNANCE } from "../policy/governance.ts";
import type { Report } from "../model/finding.ts";
import { judgeChange } from "./change.ts";
import { type Strictness, judgeState, rulesOf } from "./state.ts";

/** What to judge, and by which date. */
export interface CheckOptions extends Strictness {
  /** Files, folders or globs; they belong to one repository. */
  readonly targets: readonly string[];
  /** A revision whose rules judge, and which the state at hand is compared with; by default its own rules judge. */
  readonly base?: string;
  /** Where relative targets start; by default the current folder. */
  readonly cwd?: string;
}

/** A usage that cannot be carried out. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** The one repository that all targets belong to. */
function commonRoot(targets: readonly string[], governs?: (folder: string) => boolean): string {
  const roots = [...new Set(targets.map((target) => findRoot(target, governs)))];
  if (roots.length > 1)
    throw new UsageError(`the paths belong to different repositories: ${roots.join(", ")}; check them one by one`);
  return roots[0] as string;
}

interface Base {
  readonly root: string;
  readonly history: History;
  readonly commit: string;
}

/** The base of a change. Where its rules lie is for the base to say, not for the change. */
function baseOf(targets: readonly string[], revision: string): Base {
  const here = commonRoot(targets);
  const history = historyOf(here);
  if (!history) throw new UsageError(`--base needs a git repository, and ${here} is in none`);
  const commit = history.commit(revision);
  if (commit === undefined)
    throw new UsageError(`the revision \`${revision}\` is not here; fetch it first, in a shallow clone too`);
  const root = commonRoot(targets, (folder) => history.holds(commit, folder, GOVERNANCE));
  const governed = history.holds(commit, root, GOVERNANCE);
  return governed && root !== here
    ? { root, history: historyOf(root) ?? history, commit }
    : { root: here, history, commit };
}

async function checkChange(targets: readonly string[], revision: string, options: CheckOptions) {
  const { root, history, commit } = baseOf(targets, revision);
  const { report } = await judgeChange(
    {
      head: workingTree(root),
      base: history.tree(commit),
      baseCommit: commit,
      targets,
      trackedThoughIgnored: history.trackedThoughIgnored(),
    },
    options,
  );
  return { root, report };
}

/**
 * Judges the manifests under some paths by the rules of their repository, or, with a base, as a change of that.
 * @returns the report, and the absolute path of the repository root that its paths start from
 * @throws UsageError when the paths do not belong together, or the base is not there
 */
export async function check(options: CheckOptions): Promise<{ report: Report; root: string }> {
  const { cwd = process.cwd(), base } = options;
  const targets = (options.targets.length > 0 ? options.targets : ["."]).map((target) => resolve(cwd, target));
  if (base !== undefined) return checkChange(targets, base, options);
  const root = commonRoot(targets);
  const tree = workingTree(root);
  const policies = { source: "working-tree", commit: null } as const;
  const rules = await rulesOf(tree, options);
  return { root, report: await judgeState({ tree, governing: tree, policies, targets }, rules, options) };
}
