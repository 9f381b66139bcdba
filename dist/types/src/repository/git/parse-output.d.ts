import type { CommitWithChanges, TreeEntry } from "./types.ts";
/**
 * Parses the output of `git ls-tree -z`, with or without `--long`. Entries are listed whether or not their objects can be read.
 * @throws GitError when a line cannot be parsed
 */
export declare function parseLsTree(text: string): TreeEntry[];
/** A file that git tracks, as it lists it for a work tree. */
export interface IndexEntry extends TreeEntry {
    /** True if git treats the file as unchanged without reading the disk, as outside a sparse checkout. */
    readonly hidden: boolean;
}
/** The files of a work tree, by their paths from the listed folder. */
export interface CheckoutList {
    readonly tracked: ReadonlyMap<string, IndexEntry>;
    /** Files that git neither tracks nor ignores; a path with a slash at its end is another repository. */
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
export declare const commitFields: readonly ["%H", "%P", "%aN", "%aE", "%aI", "%cN", "%cE", "%cI", "%B"];
/** Parses the output of `git log -z`, with or without changed files. */
export declare function parseLog(text: string): CommitWithChanges[];
