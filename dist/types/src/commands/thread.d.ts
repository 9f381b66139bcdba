import type { MessagePort } from "node:worker_threads";
import { type Strictness } from "./state.ts";
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
export declare function taken({ files, next }: Pick<Task, "files" | "next">): Generator<string>;
/** Works off its part of a task, and sends what each file yields. */
export declare function workOff(task: Task, port: MessagePort): Promise<void>;
