import type { FileResult } from "../evaluate/assemble-report.ts";
import { type DecoderTables } from "./shard/encode.ts";
import { type PoolTask } from "./pool-worker.ts";
/** How a run may be shared out among threads. */
export interface PoolOptions {
    /** The program of a thread. */
    readonly program: URL;
    /** How many to use at most, this one included; as many as there are processors unless told. */
    readonly most?: number;
}
/**
 * What each file of a task yields, this thread working beside others where these are allowed and it is worth it.
 * @param own looks into a file here
 */
export declare function runPool(task: PoolTask, threads: PoolOptions | undefined, tables: DecoderTables, own: (file: string) => Promise<FileResult>): Promise<FileResult[]>;
