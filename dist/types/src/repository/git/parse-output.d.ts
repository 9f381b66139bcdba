import type { CommitWithChanges, TreeEntry } from "./types.ts";
/**
 * Parses the output of `git ls-tree -z`, with or without `--long`. Entries are listed whether or not their objects can be read.
 * @throws GitError when a line cannot be parsed
 */
export declare function parseLsTree(text: string): TreeEntry[];
/** A file that git tracks, as it lists it for a work tree. */
export interface IndexEntry extends TreeEntry {
    /** True if git takes the file for unchanged without looking at the disk, as outside of a sparse checkout. */
    readonly hidden: boolean;
}
/** The files of a work tree, by their paths from the folder that was asked for. */
export interface CheckoutList {
    readonly tracked: ReadonlyMap<string, IndexEntry>;
    /** Files that git neither tracks nor ignores; with a slash at its end, a folder that is a repository of its own. */
    readonly untracked: readonly string[];
}
/**
 * Parses the output of `git ls-files -z -v --stage --cached --others`.
 * @throws GitError when a line cannot be parsed
 */
export declare function parseLsFiles(text: string): CheckoutList;
/** Parses the output of `git cat-file --batch`; objects that are missing or cut off are left out. */
export declare function parseCatFile(output: Uint8Array): [string, Uint8Array][];
/** The fields of a commit, as placeholders of `git log --format`. */
export declare const commitFields: readonly ["%H", "%P", "%an", "%ae", "%aI", "%cn", "%ce", "%cI", "%B"];
/** Parses the output of `git log -z`, with or without changed files. */
export declare function parseLog(text: string): CommitWithChanges[];
