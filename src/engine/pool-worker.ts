import { openWorkingTree } from "../repository/git/checkout-tree.ts";
import { createDeploymentLoader } from "../workspace/deployments.ts";
import { loadPolicies } from "../workspace/policies.ts";
import { createFileEvaluator } from "./evaluate-file.ts";
import { type PoolBatch, type PoolTask, takeFiles } from "./pool-task.ts";
import { encodeFileResult } from "./shard/encode.ts";

/** Evaluates its part of the files of a task, and sends the results of each block of files. */
export async function runWorker(task: PoolTask, send: (batch: PoolBatch) => void): Promise<void> {
  const { root, options, named, digest, isTraced } = task;
  const tree = openWorkingTree(root);
  const policies = await loadPolicies(tree, options);
  const { ruleSet } = policies;
  if (ruleSet.digest !== digest) return;
  const open = (own: typeof tree) => createDeploymentLoader({ tree: own }, policies, options, new Set(named));
  const evaluate = createFileEvaluator(tree, open, policies, options, isTraced);
  for (const files of takeFiles(task)) {
    const batch: PoolBatch[number][] = [];
    for (const file of files) {
      const { result, calls } = await evaluate(file);
      batch.push([encodeFileResult(result, ruleSet), calls]);
    }
    send(batch);
  }
}
