import type { ListedFile } from "./listed-tree.ts";
import type { Logged } from "./log.ts";
/** That git cannot do what it is asked, although there is a repository. */
export declare class GitError extends Error {
    name: string;
}
/**
 * Reads what `git ls-tree -z --long` writes. What is listed is there, whether or not its object can be read.
 * @throws GitError where it cannot be understood
 */
export declare function listedIn(text: string): ListedFile[];
/** Reads what `git cat-file --batch` writes; what is missing or cut off is left out. */
export declare function objectsIn(output: Buffer): [string, Buffer][];
/** What is asked of a commit, in the words of `git log --format`. */
export declare const commitFields: readonly ["%H", "%P", "%an", "%ae", "%aI", "%cn", "%ce", "%cI", "%B"];
/** Reads what `git log -z` writes, with changed files or without. */
export declare function loggedIn(text: string): Logged[];
