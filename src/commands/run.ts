import { resolve } from "node:path";
import { type History, historyOf } from "../documents/git.ts";
import { workingTree } from "../documents/working-tree.ts";
import type { Report } from "../model/finding.ts";
import { judgeChange } from "./change.ts";
import { UsageError } from "./command.ts";
import type { Progress } from "./progress.ts";
import { commonRoot, rootOfChange } from "./roots.ts";
import { type Strictness, judgeState, rulesOf } from "./state.ts";

/** What to judge, and by which date. */
export interface CheckOptions extends Strictness {
  /** Files, folders or globs; they belong to one repository. */
  readonly targets: readonly string[];
  /** A revision whose rules judge, and which the state at hand is compared with; by default its own rules judge. */
  readonly base?: string;
  /** Where relative targets start; by default the current folder. */
  readonly cwd?: string;
  /** Told how many deployments are judged, and of how many; with a base, for each state of the repository. */
  readonly tell?: Progress["tell"];
}

async function checkChange(targets: readonly string[], revision: string, options: CheckOptions) {
  const here = commonRoot(targets);
  const all = historyOf(here);
  const commit = all?.commit(revision);
  if (!all || commit === undefined)
    throw new UsageError(`the revision \`${revision}\` is not in ${here}; fetch it first, in a shallow clone too`);
  const root = rootOfChange(targets, (folder, name) => all.holds(commit, folder, name));
  const history = historyOf(root) as History;
  const { report } = await judgeChange(
    {
      head: workingTree(root),
      base: history.tree(commit),
      baseCommit: commit,
      targets,
      trackedThoughIgnored: history.trackedThoughIgnored(),
    },
    options,
    options.tell,
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
  return { root, report: await judgeState({ tree, governing: tree, policies, targets }, rules, options, options.tell) };
}
