import { createCachingLoader } from "../documents/load.ts";
import type { Document } from "../model/document.ts";
import { readConfig } from "../policy/config.ts";
import type { Packs } from "../policy/packs.ts";
import { settingDates } from "../policy/rule-settings.ts";
import type { GitRepository } from "../repository/git/repository.ts";
import type { TreeEntry } from "../repository/git/types.ts";
import { CAREGATE_DIR, PACKS_DIR, affectsPolicies } from "../repository/layout.ts";
import type { Tree } from "../repository/tree.ts";
import { compareCodeUnits, getAt } from "../util/json.ts";
import { readPacksFromTree } from "../workspace/packs.ts";
import { type LoadedPolicies, loadPolicies, withoutWaivers } from "../workspace/policies.ts";
import { type CommitStep, filesBelow, treeOf } from "./commits.ts";
import { type PolicyVersion, createPolicyVersion } from "./replay.ts";

/** A key that changes with the files that the policies are read from. */
function governingKey(files: Iterable<TreeEntry>, folder: string, ownPacks: boolean): string {
  const own: string[] = [];
  for (const { path, oid } of files)
    if (affectsPolicies(path, folder, ownPacks)) own.push(path.slice(folder.length), oid);
  return own.join("\0");
}

/** The days on which the enabled policies take effect, and on which settings of rules begin or have ended. */
function effectiveDates({ ruleSet: { config }, governance }: LoadedPolicies, packs: readonly Document[]): string[] {
  const chosen = readConfig(config).packs;
  const on = packs.filter(({ value }) => !chosen || chosen.includes(String(getAt(value, ["metadata", "id"]))));
  const days = [...on, ...governance.policies].map(({ value }) => String(getAt(value, ["metadata", "effective"])));
  return [...new Set([...days, ...settingDates(config)])].toSorted(compareCodeUnits);
}

/** The packs for past commits. */
export interface PackSource {
  readonly builtIn: Packs;
  /** Whether the repository has packs of its own; then each commit is evaluated with its packs. */
  readonly own: boolean;
}

/** The policies of a commit, and the files that they were read from. */
interface ActivePolicies {
  readonly version: PolicyVersion;
  /** Changes with the files. */
  readonly key: string;
  /** ISO date that they were loaded for. */
  readonly day: string;
  readonly tree: Tree;
  readonly packs: Packs;
}

/** Loads the policies of commit after commit; files that did not change are not read again. */
export function createPolicyTimeline(history: GitRepository, { builtIn, own: ownPacks }: PackSource) {
  let governing: ActivePolicies | undefined;
  const load = createCachingLoader();
  /** The file of each rule that there has been, as of its last version. */
  const ruleFiles = new Map<string, string>();

  /** The rules of files that cannot be read now: they are gone from the rule set, and nobody has removed them. */
  function unreadableRules({ ruleSet }: LoadedPolicies): Set<string> {
    const present = new Set(ruleSet.rules.map(({ id }) => id));
    for (const { id, document } of ruleSet.rules) ruleFiles.set(id, document.file);
    const errors = ruleSet.diagnostics.filter(({ severity }) => severity === "error");
    const broken = new Set(errors.map(({ file }) => file));
    return new Set([...ruleFiles].flatMap(([id, file]) => (broken.has(file) && !present.has(id) ? [id] : [])));
  }

  /** The name of a version is made from its files and from the last day on which a policy took effect. */
  async function govern(tree: Tree, packs: Packs, key: string, day: string): Promise<PolicyVersion> {
    const rules = await loadPolicies(tree, { asOf: day }, { packs, load });
    const effective = effectiveDates(rules, packs.documents).findLast((one) => one <= day);
    const unreadable = unreadableRules(rules);
    const name = [rules.ruleSet.digest, effective ?? "", ...unreadable].join(" ");
    const version = createPolicyVersion(rules, name, unreadable);
    governing = { version, key, day, tree, packs };
    return version;
  }

  return {
    /**
     * The policies at a commit, and those before it where they differ.
     * @param changed the paths of files that changed since the last call; undefined where any file may have changed
     */
    async at({ folder, day }: CommitStep, files: ReadonlyMap<string, TreeEntry>, changed?: ReadonlySet<string>) {
      const isSame = changed && ![...changed].some((path) => affectsPolicies(path, folder.after, ownPacks));
      if (governing && isSame) return { version: governing.version };
      const key = governingKey(files.values(), folder.after, ownPacks);
      if (governing?.key === key) return { version: governing.version };
      const own = filesBelow(files.values(), folder.after).filter(
        ({ path }) => path.startsWith(CAREGATE_DIR) || (ownPacks && path.startsWith(`${PACKS_DIR}/`)),
      );
      history.prefetchBlobs(own);
      const before = governing?.version.rules;
      const tree = treeOf(history, folder.after, own);
      const version = await govern(tree, ownPacks ? await readPacksFromTree(tree) : builtIn, key, day);
      return { version, before: before ?? withoutWaivers(version.rules) };
    },
    /** The days up to `through` on which policies take effect, each with the policies from that day on. */
    async *passing(through: string): AsyncIterable<{ readonly day: string; readonly version: PolicyVersion }> {
      if (!governing) return;
      const { tree, key, day: since, version, packs } = governing;
      for (const day of effectiveDates(version.rules, packs.documents))
        if (day > since && day <= through) yield { day, version: await govern(tree, packs, key, day) };
    },
  };
}
