import type { MessagePort } from "node:worker_threads";
import { workingTree } from "../repository/working-tree.ts";
import { encodeFileResult } from "./shard/encode.ts";
import { type EvaluationOptions, createDeploymentLoader, loadPolicies, evaluateFile } from "./check-tree.ts";

/** What the threads of a run share. */
export interface PoolTask {
  /** The folder that is judged and governs. */
  readonly root: string;
  readonly strictness: EvaluationOptions;
  /** The files to look into. */
  readonly files: readonly string[];
  /** Those of them that were asked for by name. */
  readonly named: readonly string[];
  /** Names the rules, so that nobody judges by others where they change meanwhile. */
  readonly digest: string;
  /** The position of the next file that nobody has taken. */
  readonly next: Int32Array;
}

/** Takes one file after another, as long as there are any that no other thread took. */
export function* takeFiles({ files, next }: Pick<PoolTask, "files" | "next">): Generator<string> {
  for (let i = Atomics.add(next, 0, 1); i < files.length; i = Atomics.add(next, 0, 1)) yield files[i] as string;
}

/** Works off its part of a task, and sends what each file yields. */
export async function runWorker(task: PoolTask, port: MessagePort): Promise<void> {
  const tree = workingTree(task.root);
  const rules = await loadPolicies(tree, task.strictness);
  const { ruleSet } = rules;
  if (ruleSet.digest !== task.digest) return;
  const look = createDeploymentLoader({ tree }, rules, task.strictness.asOf, new Set(task.named));
  for (const file of takeFiles(task))
    port.postMessage(encodeFileResult(await evaluateFile(file, look, rules, task.strictness), ruleSet));
}
