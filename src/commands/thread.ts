import type { MessagePort } from "node:worker_threads";
import { workingTree } from "../documents/working-tree.ts";
import { toPlainYield } from "../shard/plain.ts";
import { type Strictness, createLook, rulesOf, yieldOf } from "./state.ts";

/** What the threads of a run share. */
export interface Task {
  /** The folder that is judged and governs. */
  readonly root: string;
  readonly strictness: Strictness;
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
export function* taken({ files, next }: Pick<Task, "files" | "next">): Generator<string> {
  for (let i = Atomics.add(next, 0, 1); i < files.length; i = Atomics.add(next, 0, 1)) yield files[i] as string;
}

/** Works off its part of a task, and sends what each file yields. */
export async function workOff(task: Task, port: MessagePort): Promise<void> {
  const tree = workingTree(task.root);
  const rules = await rulesOf(tree, task.strictness);
  const { ruleSet } = rules;
  if (ruleSet.digest !== task.digest) return;
  const look = createLook({ tree }, rules, task.strictness.asOf, new Set(task.named));
  for (const file of taken(task))
    port.postMessage(toPlainYield(await yieldOf(file, look, rules, task.strictness), ruleSet));
}
