import { at } from "../src/model/json.ts";
import { historyOf } from "../src/documents/git.ts";
import type { ListedFile } from "../src/documents/listed-tree.ts";
import { loadFile } from "../src/documents/load.ts";
import type { Document } from "../src/model/document.ts";
import { judge } from "../src/evaluate/judge.ts";
import { createEvidenceStore, usable } from "../src/evidence/resolve.ts";
import { buildContext } from "../src/facts/index.ts";
import { readWaiver, sortWaivers } from "../src/policy/waivers.ts";
import { loadPacks } from "../src/commands/packs.ts";
import { filesBelow, readPast, treeOf } from "../src/commands/past.ts";
import { type Rules, rulesOf } from "../src/commands/state.ts";

export { generate } from "../tests/history/generate.ts";

/**
 * Judges each distinct pair of a manifest and policies once, on the day on which it came to be, and does nothing else:
 * each manifest is parsed once, each state of the policies is read once.
 */
export async function judgeDistinct(root: string, today: string): Promise<{ states: number; seconds: number; processor: number }> {
  const history = historyOf(root);
  if (!history) throw new Error("no repository");
  const packs = await loadPacks();
  const policies = new Map<string, { rules: Rules }>();
  const manifests = new Map<string, Document | undefined>();
  const done = new Set<string>();
  let [nanoseconds, microseconds] = [0n, 0];
  for (const { step, files } of readPast(history, "HEAD", today).states()) {
    const { folder, day } = step;
    const all = filesBelow(files.values(), folder.after);
    const isPolicy = ({ path }: ListedFile): boolean => path.startsWith(".caregate/");
    const governing = JSON.stringify(all.filter(isPolicy).map(({ path, oid }) => [path, oid]));
    const tree = treeOf(history, folder.after, all);
    history.bring(all);
    for (const { path, oid } of all) {
      if (!path.startsWith("deploy/") || done.has(`${oid} ${governing}`)) continue;
      done.add(`${oid} ${governing}`);
      const [start, used] = [process.hrtime.bigint(), process.cpuUsage()];
      let known = policies.get(governing);
      if (!known) policies.clear();
      if (!known) policies.set(governing, (known = { rules: await rulesOf(tree, { asOf: day }, packs) }));
      const { ruleSet, governance } = known.rules;
      if (!manifests.has(oid)) manifests.set(oid, loadFile(tree, path).documents[0]);
      const manifest = manifests.get(oid);
      if (!manifest || at(manifest.value, ["kind"]) !== "AIDeployment") continue;
      const { references } = await createEvidenceStore(tree, { keys: governance.keys }).resolve(manifest, day);
      const evidence = usable(references);
      const context = buildContext({ manifest, config: ruleSet.config, references, evidence, asOf: day });
      const waivers = sortWaivers(governance.waivers.map(readWaiver), ruleSet.rules, day).active;
      const settings = { failOn: ruleSet.failOn, asOf: day, waivers, explainAll: false };
      for (const rule of ruleSet.rules) judge(rule, { manifest, context, references }, settings);
      nanoseconds += process.hrtime.bigint() - start;
      microseconds += process.cpuUsage(used).user;
    }
  }
  return { states: done.size, seconds: Number(nanoseconds) / 1e9, processor: microseconds / 1e6 };
}
