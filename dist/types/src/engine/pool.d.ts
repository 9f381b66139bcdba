import type { FileResult } from "../evaluate/assemble-report.ts";
import type { PoolOptions } from "./options.ts";
import { type PoolTask } from "./pool-task.ts";
import { type DecoderTables } from "./shard/encode.ts";
/**
 * Evaluates every file of a task, with other threads where options allow it and there are enough files.
 * @param evaluate evaluates a file in the calling thread
 * @returns a result for each file, in any order
 */
export declare function runPool(task: PoolTask, threads: PoolOptions | undefined, tables: DecoderTables, evaluate: (file: string) => Promise<FileResult>): Promise<FileResult[]>;
