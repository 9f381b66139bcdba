import type { GitRepository } from "../repository/git/repository.ts";
import type { Tree } from "../repository/tree.ts";
import { type HistoryEnd } from "./event-time.ts";
import type { TreeEntry, Commit, CommitWithChanges } from "../repository/git/types.ts";
/** A commit of the first-parent line. */
export interface CommitStep {
    readonly commit: CommitWithChanges;
    /** Evaluation date of the commit, as an ISO date. */
    readonly day: string;
    /** Root before and after the commit: a path from the top of the checkout, with a slash at its end. */
    readonly folder: {
        readonly before: string;
        readonly after: string;
    };
}
/** The history along the first parents of a commit. */
export interface CommitHistory {
    readonly history: GitRepository;
    readonly steps: readonly CommitStep[];
    /** Number of files whose content is missing in this clone. */
    readonly missing: number;
    /** Commits after the last day of the history, the oldest first. */
    readonly later: readonly Commit[];
    /** Yields the files after each step, by their paths from the top. */
    states(): Iterable<{
        readonly step: CommitStep;
        readonly files: ReadonlyMap<string, TreeEntry>;
    }>;
}
/** Reads the history along the first parents of a commit, up to a day. */
export declare function readCommitHistory(history: GitRepository, head: string, end: HistoryEnd): CommitHistory;
/** The files below a folder, by paths from the folder. */
export declare function filesBelow(files: Iterable<TreeEntry>, folder: string): TreeEntry[];
/** The state of the repository at a commit. */
export declare function treeOf(history: GitRepository, folder: string, files: readonly TreeEntry[]): Tree;
