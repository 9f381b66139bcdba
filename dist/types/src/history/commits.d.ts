import type { GitRepository } from "../repository/git/repository.ts";
import type { Tree } from "../repository/tree.ts";
import type { TreeEntry, CommitWithChanges } from "../repository/git/types.ts";
/** A commit of the first-parent line. */
export interface CommitStep {
    readonly commit: CommitWithChanges;
    /** The day it is judged by. */
    readonly day: string;
    /** Where the root lay, before and after it: from the top of the checkout and with a slash at its end. */
    readonly folder: {
        readonly before: string;
        readonly after: string;
    };
}
/** What happened along the first parents of a commit. */
export interface CommitHistory {
    readonly history: GitRepository;
    readonly steps: readonly CommitStep[];
    /** How many contents of files are not here. */
    readonly missing: number;
    /** The files after a step, by their paths from the top: each step takes the one before further. */
    states(): Iterable<{
        readonly step: CommitStep;
        readonly files: ReadonlyMap<string, TreeEntry>;
    }>;
}
/** Reads what happened along the first parents of a commit. */
export declare function readCommitHistory(history: GitRepository, head: string, today: string): CommitHistory;
/** The files below a folder, by their paths from there. */
export declare function filesBelow(files: Iterable<TreeEntry>, folder: string): TreeEntry[];
/** The state of the repository that some files of it make up. */
export declare function treeOf(history: GitRepository, folder: string, files: readonly TreeEntry[]): Tree;
