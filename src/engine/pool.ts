import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { FileResult } from "../evaluate/assemble-report.ts";
import { type EncodedFileResult, type DecoderTables, createDecoder } from "./shard/encode.ts";
import { type PoolTask, takeFiles } from "./pool-worker.ts";

/** How a run may be shared out among threads. */
export interface PoolOptions {
  /** The program of a thread. */
  readonly program: URL;
  /** How many to use at most, this one included; as many as there are processors unless told. */
  readonly most?: number;
}

/** Files that a thread has to have before it pays for its start. */
const FILES_EACH = 40;

/** How many threads work beside this one. */
function workerCount(files: number, { most = availableParallelism() }: PoolOptions): number {
  return Math.max(0, Math.min(most, Math.floor(files / FILES_EACH)) - 1);
}

/** Half of what V8 keeps for what is new: a thread reads file after file, and little of each stays. */
const resourceLimits = { maxYoungGenerationSizeMb: 24 };

/** A thread that works, and what it has sent once it is done. A thread that fails leaves its files to this one. */
function startWorker(
  program: URL,
  task: PoolTask,
  read: (plain: EncodedFileResult) => FileResult,
): Promise<FileResult[]> {
  const worker = new Worker(program, { workerData: task, resourceLimits });
  const sent: FileResult[] = [];
  worker.on("message", (one: EncodedFileResult) => void sent.push(read(one)));
  return new Promise((resolve) => {
    worker.on("error", () => undefined);
    worker.on("exit", () => resolve(sent));
  });
}

/**
 * What each file of a task yields, this thread working beside others where these are allowed and it is worth it.
 * @param own looks into a file here
 */
export async function runPool(
  task: PoolTask,
  threads: PoolOptions | undefined,
  tables: DecoderTables,
  own: (file: string) => Promise<FileResult>,
): Promise<FileResult[]> {
  const count = threads ? workerCount(task.files.length, threads) : 0;
  const read = createDecoder(tables);
  const others = Array.from({ length: count }, () => startWorker((threads as PoolOptions).program, task, read));
  const yields: FileResult[] = [];
  for (const file of takeFiles(task)) yields.push(await own(file));
  for (const sent of await Promise.all(others)) yields.push(...sent);
  const done = new Set(yields.map(({ file }) => file));
  for (const file of task.files) if (!done.has(file)) yields.push(await own(file));
  return yields;
}
