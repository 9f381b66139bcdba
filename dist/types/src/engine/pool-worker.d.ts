import type { MessagePort } from "node:worker_threads";
import { type EvaluationOptions } from "./check-tree.ts";
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
export declare function takeFiles({ files, next }: Pick<PoolTask, "files" | "next">): Generator<string>;
/** Works off its part of a task, and sends what each file yields. */
export declare function runWorker(task: PoolTask, port: MessagePort): Promise<void>;
