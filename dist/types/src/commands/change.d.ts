import type { Tree } from "../documents/tree.ts";
import type { Report } from "../model/finding.ts";
import type { Progress } from "./progress.ts";
import { type Strictness } from "./state.ts";
/** A change to judge: the state it leads to, and the one it starts from. */
export interface Change {
    readonly head: Tree;
    readonly base: Tree;
    /** The commit of the base. */
    readonly baseCommit: string;
    /** Absolute paths, or paths or globs from the root. */
    readonly targets: readonly string[];
    readonly trackedThoughIgnored?: readonly string[];
}
/** What came of judging a change. */
export interface JudgedChange {
    /** By the rules of the base, compared with the base: this decides. */
    readonly report: Report;
    /** By the rules that the change brings, where they differ: this advises. */
    readonly proposed: Report | undefined;
    /** Whether the base has no `.caregate/`, so that the change's own judges. */
    readonly adoption: boolean;
}
/** What `.caregateignore` of a state leaves out. */
export declare function ignoresOf(tree: Tree): string | undefined;
/**
 * Judges a change by the rules of what it changes. Rules that the change brings have no say yet, but have to be sound.
 * @param tell told, for each state judged, how many files are done, and of how many
 */
export declare function judgeChange(change: Change, asked: Strictness, tell?: Progress["tell"]): Promise<JudgedChange>;
