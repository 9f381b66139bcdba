import { getAt } from "../src/util/json.ts";
import { openGitRepository } from "../src/repository/git/repository.ts";
import { loadFile } from "../src/documents/load.ts";
import type { Document } from "../src/model/document.ts";
import { evaluateRule } from "../src/evaluate/evaluate-deployment.ts";
import { createEvidenceStore } from "../src/evidence/resolve.ts";
import { buildContext } from "../src/facts/index.ts";
import { readWaiver, partitionWaivers } from "../src/policy/waivers.ts";
import { loadPacks } from "../src/workspace/packs.ts";
import { filesBelow, readCommitHistory, treeOf } from "../src/history/commits.ts";
import { type LoadedPolicies, loadPolicies } from "../src/workspace/policies.ts";
import type { TreeEntry } from "../src/repository/git/types.ts";
import { usable } from "../src/evidence/reference.ts";

export { generate } from "../tests/history/generate.ts";

/**
 * Evaluates each distinct pair of a manifest and policies once, on the day on which it came to be, and does nothing else:
 * each manifest is parsed once, each state of the policies is read once.
 */
export async function judgeDistinct(
  root: string,
  today: string,
): Promise<{ states: number; seconds: number; processor: number }> {
  const history = openGitRepository(root);
  if (!history) throw new Error("no repository");
  const packs = await loadPacks();
  const policies = new Map<string, { rules: LoadedPolicies }>();
  const manifests = new Map<string, Document | undefined>();
  const done = new Set<string>();
  let [nanoseconds, microseconds] = [0n, 0];
  for (const { step, files } of readCommitHistory(history, "HEAD", { asOf: today }).states()) {
    const { folder, day } = step;
    const all = filesBelow(files.values(), folder.after);
    const isPolicy = ({ path }: TreeEntry): boolean => path.startsWith(".caregate/");
    const governing = JSON.stringify(all.filter(isPolicy).map(({ path, oid }) => [path, oid]));
    const tree = treeOf(history, folder.after, all);
    history.prefetchBlobs(all);
    for (const { path, oid } of all) {
      if (!path.startsWith("deploy/") || done.has(`${oid} ${governing}`)) continue;
      done.add(`${oid} ${governing}`);
      const [start, used] = [process.hrtime.bigint(), process.cpuUsage()];
      let known = policies.get(governing);
      if (!known) policies.clear();
      if (!known) policies.set(governing, (known = { rules: await loadPolicies(tree, { asOf: day }, { packs }) }));
      const { ruleSet, governance } = known.rules;
      if (!manifests.has(oid)) manifests.set(oid, loadFile(tree, path).documents[0]);
      const manifest = manifests.get(oid);
      if (!manifest || getAt(manifest.value, ["kind"]) !== "AIDeployment") continue;
      const { references } = await createEvidenceStore(tree, { keys: governance.keys }).resolve(manifest, day);
      const evidence = usable(references);
      const context = buildContext({ manifest, config: ruleSet.config, references, evidence, asOf: day });
      const waivers = partitionWaivers(governance.waivers.map(readWaiver), ruleSet.rules, day, ruleSet.config).active;
      const settings = { failOn: ruleSet.failOn, asOf: day, waivers, explainAll: false };
      for (const rule of ruleSet.rules) evaluateRule(rule, { manifest, context, references }, settings);
      nanoseconds += process.hrtime.bigint() - start;
      microseconds += process.cpuUsage(used).user;
    }
  }
  return { states: done.size, seconds: Number(nanoseconds) / 1e9, processor: microseconds / 1e6 };
}
