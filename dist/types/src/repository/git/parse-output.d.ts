import type { CommitWithChanges, TreeEntry } from "./types.ts";
/**
 * Parses the output of `git ls-tree -z --long`. Entries are listed whether or not their objects can be read.
 * @throws GitError when a line cannot be parsed
 */
export declare function parseLsTree(text: string): TreeEntry[];
/** Parses the output of `git cat-file --batch`; objects that are missing or cut off are left out. */
export declare function parseCatFile(output: Uint8Array): [string, Uint8Array][];
/** The fields of a commit, as placeholders of `git log --format`. */
export declare const commitFields: readonly ["%H", "%P", "%an", "%ae", "%aI", "%cn", "%ce", "%cI", "%B"];
/** Parses the output of `git log -z`, with or without changed files. */
export declare function parseLog(text: string): CommitWithChanges[];
