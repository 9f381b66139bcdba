import type { Yield } from "../evaluate/assemble.ts";
import { type Tables } from "../shard/plain.ts";
import { type Task } from "./thread.ts";
/** How a run may be shared out among threads. */
export interface Threads {
    /** The program of a thread. */
    readonly program: URL;
    /** How many to use at most, this one included; as many as there are processors unless told. */
    readonly most?: number;
}
/**
 * What each file of a task yields, this thread working beside others where these are allowed and it is worth it.
 * @param own looks into a file here
 */
export declare function shareOut(task: Task, threads: Threads | undefined, tables: Tables, own: (file: string) => Promise<Yield>): Promise<Yield[]>;
