import type { FileResult } from "../evaluate/assemble-report.ts";
import type { TracedResult } from "./evaluate-file.ts";
import type { PoolOptions } from "./options.ts";
import { type PoolTask } from "./pool-task.ts";
import { type DecoderTables } from "./shard/encode.ts";
/**
 * Evaluates every file of a task, with other threads where options allow it and there are enough files.
 * @param evaluate evaluates a file in the calling thread
 * @param keep receives each result
 * @returns a result for each file, in any order
 */
export declare function runPool(task: PoolTask, threads: PoolOptions | undefined, tables: DecoderTables, evaluate: (file: string) => Promise<TracedResult>, keep?: (traced: TracedResult) => void): Promise<FileResult[]>;
