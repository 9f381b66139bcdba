import { join } from "node:path";
import { listedTree } from "../documents/listed-tree.ts";
import { loadOnce } from "../documents/load.ts";
import type { Tree } from "../documents/tree.ts";
import { waiverChanges } from "../change/settings.ts";
import { requestOf } from "../history/moment.ts";
import { type Entry, type Meaning, type Told, beginningOf, meaningOf } from "../history/timeline.ts";
import { GOVERNANCE } from "../policy/governance.ts";
import { compareSides } from "./diff.ts";
import { PACKS, holdsPacks, packsAt } from "./own-packs.ts";
import { loadPacks } from "./packs.ts";
import { pause } from "./progress.ts";
import type { Past, Step } from "./past.ts";
import { type Rules, rulesOf, withoutWaivers } from "./state.ts";

/** What the timeline of policies is told by. */
interface Telling {
  readonly tell: (done: number, all: number) => void;
  readonly stopped: () => boolean;
}

export interface PolicyTimeline {
  readonly entries: readonly Entry[];
  /** Whether someone stopped it. */
  readonly partial: boolean;
  /** What the policies before one entry and after another differ in. */
  readonly between: (before: Entry, after: Entry) => Promise<Meaning | null>;
}

const IGNORES = ".caregateignore";

/** Whether a commit changed what the repository is judged by. */
function governs({ commit, folder }: Step, ownPacks: boolean): boolean {
  if (folder.before !== folder.after) return true;
  return commit.changes.some(({ path }) =>
    [folder.before, folder.after].some(
      (root) =>
        path.startsWith(`${root}${GOVERNANCE}/`) ||
        path === root + IGNORES ||
        (ownPacks && path.startsWith(root + PACKS)),
    ),
  );
}

/** What every commit meant that changed what the repository is judged by, the first one first. */
export async function tellPolicies(
  past: Past,
  wanted: (commit: string) => boolean,
  { tell, stopped }: Telling,
): Promise<PolicyTimeline> {
  const { history, steps } = past;
  const { log } = history;
  const head = steps.at(-1);
  const ownPacks = head !== undefined && holdsPacks(history.tree(head.commit.commit));
  const relevant = steps.filter((step) => wanted(step.commit.commit) && governs(step, ownPacks));
  const packs = await loadPacks();
  const beginning = steps.find((step) => governs(step, ownPacks));
  const shallow = new Set(log.limits().shallow);
  const brought = relevant.map(({ commit, folder }) =>
    log.brought(commit, [
      ...new Set([folder.before, folder.after].flatMap((root) => [`${root}${GOVERNANCE}`, root + IGNORES])),
      ...(ownPacks ? [PACKS.slice(0, -1)] : []),
    ]),
  );
  const signatures = log.signatures(
    [...relevant.map(({ commit }) => commit), ...brought.flat()].map((one) => one.commit),
  );
  const byCommit = new Map(relevant.map((step) => [step.commit.commit, step]));

  const told = (commit: Told["commit"], day: string): Told => {
    const { commit: name, parents, author, committer, message } = commit;
    return {
      commit: { commit: name, parents, author, committer, message },
      day,
      signature: signatures.get(name) ?? "E",
      request: requestOf(commit),
    };
  };

  const treeBefore = ({ commit, folder }: Step): Tree => {
    const [parent] = commit.parents;
    if (parent !== undefined) return history.tree(parent, join(history.top, folder.before));
    return listedTree(join(history.top, folder.before), [], () => undefined);
  };

  const load = loadOnce();
  const rulesAt = async (tree: Tree, asOf: string): Promise<Rules> =>
    rulesOf(tree, { asOf }, ownPacks ? await packsAt(tree) : packs, load);

  async function compare(from: Step, to: Step): Promise<Meaning> {
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
      return beginningOf({ waivers, diagnostics, asOf }, severities);
    }
    return meaningOf(await compareSides(trees, { before, after }, { asOf, tell: () => undefined, load }), severities);
  }

  /** What cannot be read is said, and hides nothing else. */
  async function attempt(from: Step, to: Step): Promise<Pick<Entry, "meaning" | "untold">> {
    if (shallow.has(from.commit.commit))
      return { meaning: null, untold: "the commit before it is not here, so that nobody can tell what it changed" };
    try {
      return { meaning: await compare(from, to), untold: null };
    } catch (error) {
      return { meaning: null, untold: `it cannot be compared: ${(error as Error).message.split("\n")[0] ?? ""}` };
    }
  }

  const entries: Entry[] = [];
  for (const [i, step] of relevant.entries()) {
    await pause();
    if (stopped()) break;
    const { commit, day, folder } = step;
    const moved = folder.before === folder.after ? null : { from: folder.before, to: folder.after };
    const side = (brought[i] ?? []).map((one) => told(one, day));
    entries.push({ ...told(commit, day), brought: side, moved, ...(await attempt(step, step)) });
    tell(entries.length, relevant.length);
  }

  const known = new Map<string, Promise<Meaning | null>>();
  return {
    entries,
    partial: entries.length < relevant.length,
    async between(before, after) {
      const [from, to] = [before, after].map(({ commit }) => byCommit.get(commit.commit));
      await pause();
      if (!from || !to) return null;
      const key = `${from.commit.commit} ${to.commit.commit}`;
      let meaning = known.get(key);
      if (!meaning) known.set(key, (meaning = attempt(from, to).then((one) => one.meaning)));
      return meaning;
    },
  };
}
