import type { Tree } from "../repository/tree.ts";
import { type CheckData } from "../evaluate/verdict.ts";
import type { Report } from "../model/finding.ts";
import { type RunOptions, type EvaluationOptions } from "./check-tree.ts";
/** A change to judge: the state it leads to, and the one it starts from. */
export interface BaseComparison {
    readonly head: Tree;
    readonly base: Tree;
    /** The commit of the base. */
    readonly baseCommit: string;
    /** Absolute paths, or paths or globs from the root. */
    readonly targets: readonly string[];
    readonly trackedThoughIgnored?: readonly string[];
}
/** What came of judging a change. */
export interface ChangeReport {
    /** By the rules of the base, compared with the base: this decides. */
    readonly report: Report;
    /** By the rules that the change brings, where they differ: this advises. */
    readonly proposed: Report | undefined;
    /** Whether the base has no `.caregate/`, so that the change's own judges. */
    readonly adoption: boolean;
}
/** What `.caregateignore` of a state leaves out. */
export declare function readIgnoreFile(tree: Tree): string | undefined;
/** What a change yields, and whose rules judge it. */
export interface ChangeResult {
    readonly matter: CheckData;
    /** Whether the base has no `.caregate/`, so that the change's own judges. */
    readonly adoption: boolean;
}
/**
 * Judges the deployments of a change one by one, by the rules of what it changes and, where they differ, by its own.
 * @param course how to go through the files of each state
 */
export declare function checkAgainstBase(change: BaseComparison, asked: EvaluationOptions, course?: RunOptions): Promise<ChangeResult>;
/** Judges a change by the rules of what it changes. Rules that the change brings have no say yet, but have to be sound. */
export declare function reportOnChange(change: BaseComparison, strictness: EvaluationOptions): Promise<ChangeReport>;
