import { workingTree } from "../repository/working-tree.ts";
import { createDeploymentLoader } from "../workspace/deployments.ts";
import { loadPolicies } from "../workspace/policies.ts";
import { evaluateFile } from "./evaluate-file.ts";
import { type PoolTask, takeFiles } from "./pool-task.ts";
import { type EncodedFileResult, encodeFileResult } from "./shard/encode.ts";

/** Evaluates its part of the files of a task, and sends the result of each. */
export async function runWorker(task: PoolTask, send: (result: EncodedFileResult) => void): Promise<void> {
  const { root, options, named, digest } = task;
  const tree = workingTree(root);
  const policies = await loadPolicies(tree, options);
  const { ruleSet } = policies;
  if (ruleSet.digest !== digest) return;
  const load = createDeploymentLoader({ tree }, policies, options, new Set(named));
  for (const file of takeFiles(task))
    send(encodeFileResult(await evaluateFile(file, load, policies, options), ruleSet));
}
