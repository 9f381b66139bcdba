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

/** The commits that changed policies, and the commits that each of them merged. */
interface PolicyCommits {
  readonly past: CommitHistory;
  /** Whether the repository brings packs of its own. */
  readonly ownPacks: boolean;
  /** The first commit that has policies. */
  readonly first: CommitStep | undefined;
  readonly steps: readonly CommitStep[];
  readonly merged: readonly (readonly CommitInfo["commit"][])[];
}

function findPolicyCommits(past: CommitHistory, isWanted: (commit: string) => boolean): PolicyCommits {
  const { history, steps } = past;
  const head = steps.at(-1);
  const ownPacks = head !== undefined && containsPacks(history.tree(head.commit.commit));
  const all = steps.filter((step) => changesPolicies(step, ownPacks));
  const wanted = all.filter((step) => isWanted(step.commit.commit));
  const merged = wanted.map(({ commit, folder }) =>
    history.log.mergedCommits(commit, [
      ...new Set([folder.before, folder.after].flatMap((root) => [`${root}${CAREGATE_DIR}`, root + CAREGATE_IGNORE])),
      ...(ownPacks ? [PACKS_DIR] : []),
    ]),
  );
  return { past, ownPacks, first: all[0], steps: wanted, merged };
}

/** Makes the information about a commit, its signature included. */
function createDescriber({ past: { history }, steps, merged }: PolicyCommits) {
  const commits = [...steps.map(({ commit }) => commit), ...merged.flat()].map((one) => one.commit);
  const signatures = history.log.signatures(commits);
  return (commit: CommitInfo["commit"], day: string): CommitInfo => {
    const { commit: name, parents, author, committer, message } = commit;
    return {
      commit: { commit: name, parents, author, committer, message },
      day,
      signature: signatures.get(name) ?? "E",
      request: requestOf(commit),
    };
  };
}

/** The effect of a change, or the reason why it cannot be told. */
type Comparison = Pick<PolicyChangeEntry, "meaning" | "untold">;

/** Compares the policies before one step with those after another. */
type Compare = (from: CommitStep, to: CommitStep) => Promise<Comparison>;

async function createComparer({ past: { history }, ownPacks, first }: PolicyCommits): Promise<Compare> {
  const builtIn = await loadPacks();
  const shallow = new Set(history.log.limitations().shallow);
  const load = createCachingLoader();
  const policiesOf = async (tree: Tree, asOf: string): Promise<LoadedPolicies> =>
    loadPolicies(tree, { asOf }, { packs: ownPacks ? await readPacksFromTree(tree) : builtIn, load });

  const treeBefore = ({ commit, folder }: CommitStep): Tree => {
    const [parent] = commit.parents;
    if (parent !== undefined) return history.tree(parent, join(history.top, folder.before));
    return createGitTree(join(history.top, folder.before), [], () => undefined);
  };

  async function compare(from: CommitStep, to: CommitStep): Promise<ChangeSummary> {
    const trees = {
      before: treeBefore(from),
      after: history.tree(to.commit.commit, join(history.top, to.folder.after)),
    };
    const asOf = to.day;
    const [before, after] = [await policiesOf(trees.before, asOf), await policiesOf(trees.after, asOf)];
    const severities = new Map(
      [...before.ruleSet.rules, ...after.ruleSet.rules].map(({ id, severity }) => [id, severity]),
    );
    if (from !== to || from !== first)
      return summarizeChange(await diffLoadedPolicies(trees, { before, after }, { asOf, load }), severities);
    const waivers = waiverChanges(withoutWaivers(after), after, asOf);
    const diagnostics = { before: [], after: after.ruleSet.diagnostics };
    return summarizeFirstPolicies({ waivers, diagnostics, asOf }, severities);
  }

  return async (from, to) => {
    if (shallow.has(from.commit.commit))
      return { meaning: null, untold: "the commit before it is not here, so that nobody can tell what it changed" };
    try {
      return { meaning: await compare(from, to), untold: null };
    } catch (error) {
      return { meaning: null, untold: `it cannot be compared: ${(error as Error).message.split("\n")[0] ?? ""}` };
    }
  };
}

/** Compares the policies before one entry with those after another, each pair once. */
function createEntryComparer({ steps }: PolicyCommits, compare: Compare): PolicyHistory["between"] {
  const byCommit = new Map(steps.map((step) => [step.commit.commit, step]));
  const known = new Map<string, Promise<ChangeSummary | null>>();
  return async (before, after) => {
    const [from, to] = [before, after].map(({ commit }) => byCommit.get(commit.commit));
    await yieldToEventLoop();
    if (!from || !to) return null;
    const key = `${from.commit.commit} ${to.commit.commit}`;
    let meaning = known.get(key);
    if (!meaning) known.set(key, (meaning = compare(from, to).then((one) => one.meaning)));
    return meaning;
  };
}

/** Reads each commit that changed policies, oldest first, with the effect of the change. */
export async function readPolicyHistory(
  past: CommitHistory,
  isWanted: (commit: string) => boolean,
  { tell, stopped }: PolicyHistoryOptions,
): Promise<PolicyHistory> {
  const commits = findPolicyCommits(past, isWanted);
  const { steps, merged } = commits;
  const describe = createDescriber(commits);
  const compare = await createComparer(commits);
  const entries: PolicyChangeEntry[] = [];
  for (const [i, step] of steps.entries()) {
    await yieldToEventLoop();
    if (stopped()) break;
    const { commit, day, folder } = step;
    const moved = folder.before === folder.after ? null : { from: folder.before, to: folder.after };
    const brought = (merged[i] ?? []).map((one) => describe(one, day));
    entries.push({ ...describe(commit, day), brought, moved, ...(await compare(step, step)) });
    tell(entries.length, steps.length);
  }
  return { entries, partial: entries.length < steps.length, between: createEntryComparer(commits, compare) };
}
