import type { TreeEntry } from "./git-tree.ts";
import type { CommitWithChanges } from "./log.ts";
/** That git cannot do what it is asked, although there is a repository. */
export declare class GitError extends Error {
    name: string;
}
/**
 * Reads what `git ls-tree -z --long` writes. What is listed is there, whether or not its object can be read.
 * @throws GitError where it cannot be understood
 */
export declare function parseLsTree(text: string): TreeEntry[];
/** Reads what `git cat-file --batch` writes; what is missing or cut off is left out. */
export declare function parseCatFile(output: Buffer): [string, Buffer][];
/** What is asked of a commit, in the words of `git log --format`. */
export declare const commitFields: readonly ["%H", "%P", "%an", "%ae", "%aI", "%cn", "%ce", "%cI", "%B"];
/** Reads what `git log -z` writes, with changed files or without. */
export declare function parseLog(text: string): CommitWithChanges[];
