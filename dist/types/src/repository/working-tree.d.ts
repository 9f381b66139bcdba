import type { Tree } from "./tree.ts";
/**
 * The files of a repository as they lie on the disk.
 * @param root absolute real path of the repository root; nothing outside it is read
 */
export declare function workingTree(root: string): Tree;
/** The way from the root to a path, with forward slashes, or undefined when it is not below the root. */
export declare function fromRoot(root: string, path: string): string | undefined;
export declare function slashes(path: string): string;
