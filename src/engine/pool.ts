import { availableParallelism } from "node:os";
import type { FileResult } from "../evaluate/assemble-report.ts";
import type { TracedResult } from "./evaluate-file.ts";
import type { PoolOptions } from "./options.ts";
import { type PoolBatch, type PoolTask, takeFiles } from "./pool-task.ts";
import { type DecoderTables, createDecoder } from "./shard/encode.ts";
import { workerThreads } from "../util/builtin.ts";
import { addAll } from "../util/list.ts";

/** Files that a thread has to have before it pays for its start. */
const FILES_EACH = 40;

/** The number of threads beside the calling one. */
function workerCount(files: number, { most = availableParallelism() }: PoolOptions): number {
  return Math.max(0, Math.min(most, Math.floor(files / FILES_EACH)) - 1);
}

/** Half of what V8 keeps for new objects: a thread reads file after file, and little of each stays. */
const resourceLimits = { maxYoungGenerationSizeMb: 24 };

/** Starts a thread and collects its results. A thread that fails leaves its files to the calling one. */
function startWorker(
  { program }: PoolOptions,
  task: PoolTask,
  receive: (batch: PoolBatch) => FileResult[],
): Promise<FileResult[]> {
  const { Worker } = workerThreads();
  const worker = new Worker(new URL(program.href), { workerData: task, resourceLimits });
  const results: FileResult[] = [];
  worker.on("message", (batch: PoolBatch) => addAll(results, receive(batch)));
  return new Promise((resolve) => {
    worker.on("error", () => undefined);
    worker.on("exit", () => resolve(results));
  });
}

/**
 * Evaluates every file of a task, with other threads where options allow it and there are enough files.
 * @param evaluate evaluates a file in the calling thread
 * @param keep receives each result
 * @returns a result for each file, in any order
 */
export async function runPool(
  task: PoolTask,
  threads: PoolOptions | undefined,
  tables: DecoderTables,
  evaluate: (file: string) => Promise<TracedResult>,
  keep?: (traced: TracedResult) => void,
): Promise<FileResult[]> {
  const count = threads ? workerCount(task.files.length, threads) : 0;
  const decode = createDecoder(tables);
  const take = (traced: TracedResult): FileResult => {
    keep?.(traced);
    return traced.result;
  };
  const receive = (batch: PoolBatch): FileResult[] =>
    batch.map(([result, calls]) => take({ result: decode(result), calls }));
  const others = Array.from({ length: count }, () => startWorker(threads as PoolOptions, task, receive));
  const results: FileResult[] = [];
  for (const files of takeFiles(task)) for (const file of files) results.push(take(await evaluate(file)));
  for (const sent of await Promise.all(others)) addAll(results, sent);
  const done = new Set(results.map(({ file }) => file));
  for (const file of task.files) if (!done.has(file)) results.push(take(await evaluate(file)));
  return results;
}
