import { join } from "node:path";
import { createGitTree } from "../repository/git/git-tree.ts";
import { createCachingLoader } from "../documents/load.ts";
import type { Tree } from "../repository/tree.ts";
import { waiverChanges } from "../diff/config-changes.ts";
import { requestOf } from "./event-time.ts";
import {
  type PolicyChangeEntry,
  type ChangeSummary,
  type CommitInfo,
  summarizeFirstPolicies,
  summarizeChange,
} from "./policy-changes.ts";
import { CAREGATE_DIR, CAREGATE_IGNORE, PACKS_DIR, affectsPolicies } from "../repository/layout.ts";
import { diffLoadedPolicies } from "../diff/diff-trees.ts";
import { containsPacks, loadPacks, readPacksFromTree } from "../workspace/packs.ts";
import { yieldToEventLoop } from "../util/yield-to-event-loop.ts";
import type { CommitHistory, CommitStep } from "./commits.ts";
import { type LoadedPolicies, loadPolicies, withoutWaivers } from "../workspace/policies.ts";

/** What the timeline of policies is told by. */
interface PolicyHistoryOptions {
  readonly tell: (done: number, all: number) => void;
  readonly stopped: () => boolean;
}

export interface PolicyHistory {
  readonly entries: readonly PolicyChangeEntry[];
  /** Whether someone stopped it. */
  readonly partial: boolean;
  /** What the policies before one entry and after another differ in. */
  readonly between: (before: PolicyChangeEntry, after: PolicyChangeEntry) => Promise<ChangeSummary | null>;
}

/** Whether a commit changed what the repository is evaluated by. */
function changesPolicies({ commit, folder }: CommitStep, ownPacks: boolean): boolean {
  if (folder.before !== folder.after) return true;
  return commit.changes.some(({ path }) =>
    [folder.before, folder.after].some((root) => affectsPolicies(path, root, ownPacks)),
  );
}

/** What every commit meant that changed what the repository is judged by, the first one first. */
export async function readPolicyHistory(
  past: CommitHistory,
  wanted: (commit: string) => boolean,
  { tell, stopped }: PolicyHistoryOptions,
): Promise<PolicyHistory> {
  const { history, steps } = past;
  const { log } = history;
  const head = steps.at(-1);
  const ownPacks = head !== undefined && containsPacks(history.tree(head.commit.commit));
  const relevant = steps.filter((step) => wanted(step.commit.commit) && changesPolicies(step, ownPacks));
  const packs = await loadPacks();
  const beginning = steps.find((step) => changesPolicies(step, ownPacks));
  const shallow = new Set(log.limitations().shallow);
  const brought = relevant.map(({ commit, folder }) =>
    log.mergedCommits(commit, [
      ...new Set([folder.before, folder.after].flatMap((root) => [`${root}${CAREGATE_DIR}`, root + CAREGATE_IGNORE])),
      ...(ownPacks ? [PACKS_DIR] : []),
    ]),
  );
  const signatures = log.signatures(
    [...relevant.map(({ commit }) => commit), ...brought.flat()].map((one) => one.commit),
  );
  const byCommit = new Map(relevant.map((step) => [step.commit.commit, step]));

  const told = (commit: CommitInfo["commit"], day: string): CommitInfo => {
    const { commit: name, parents, author, committer, message } = commit;
    return {
      commit: { commit: name, parents, author, committer, message },
      day,
      signature: signatures.get(name) ?? "E",
      request: requestOf(commit),
    };
  };

  const treeBefore = ({ commit, folder }: CommitStep): Tree => {
    const [parent] = commit.parents;
    if (parent !== undefined) return history.tree(parent, join(history.top, folder.before));
    return createGitTree(join(history.top, folder.before), [], () => undefined);
  };

  const load = createCachingLoader();
  const rulesAt = async (tree: Tree, asOf: string): Promise<LoadedPolicies> =>
    loadPolicies(tree, { asOf }, { packs: ownPacks ? await readPacksFromTree(tree) : packs, load });

  async function compare(from: CommitStep, to: CommitStep): Promise<ChangeSummary> {
    const trees = {
      before: treeBefore(from),
      after: history.tree(to.commit.commit, join(history.top, to.folder.after)),
    };
    const asOf = to.day;
    const [before, after] = [await rulesAt(trees.before, asOf), await rulesAt(trees.after, asOf)];
    const severities = new Map(
      [...before.ruleSet.rules, ...after.ruleSet.rules].map(({ id, severity }) => [id, severity]),
    );
    if (from === to && from === beginning) {
      const waivers = waiverChanges(withoutWaivers(after), after, asOf);
      const diagnostics = { before: [], after: after.ruleSet.diagnostics };
      return summarizeFirstPolicies({ waivers, diagnostics, asOf }, severities);
    }
    return summarizeChange(await diffLoadedPolicies(trees, { before, after }, { asOf, load }), severities);
  }

  /** What cannot be read is said, and hides nothing else. */
  async function attempt(from: CommitStep, to: CommitStep): Promise<Pick<PolicyChangeEntry, "meaning" | "untold">> {
    if (shallow.has(from.commit.commit))
      return { meaning: null, untold: "the commit before it is not here, so that nobody can tell what it changed" };
    try {
      return { meaning: await compare(from, to), untold: null };
    } catch (error) {
      return { meaning: null, untold: `it cannot be compared: ${(error as Error).message.split("\n")[0] ?? ""}` };
    }
  }

  const entries: PolicyChangeEntry[] = [];
  for (const [i, step] of relevant.entries()) {
    await yieldToEventLoop();
    if (stopped()) break;
    const { commit, day, folder } = step;
    const moved = folder.before === folder.after ? null : { from: folder.before, to: folder.after };
    const side = (brought[i] ?? []).map((one) => told(one, day));
    entries.push({ ...told(commit, day), brought: side, moved, ...(await attempt(step, step)) });
    tell(entries.length, relevant.length);
  }

  const known = new Map<string, Promise<ChangeSummary | null>>();
  return {
    entries,
    partial: entries.length < relevant.length,
    async between(before, after) {
      const [from, to] = [before, after].map(({ commit }) => byCommit.get(commit.commit));
      await yieldToEventLoop();
      if (!from || !to) return null;
      const key = `${from.commit.commit} ${to.commit.commit}`;
      let meaning = known.get(key);
      if (!meaning) known.set(key, (meaning = attempt(from, to).then((one) => one.meaning)));
      return meaning;
    },
  };
}
