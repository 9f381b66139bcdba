import type { Dirent } from "node:fs";
import type { EntryKind, Tree } from "./tree.ts";
/**
 * The state of a repository on the disk.
 * @param root absolute real path of the repository root; nothing outside it is read
 */
export declare function workingTree(root: string): Tree;
export declare function kindOf(entry: Pick<Dirent, "isFile" | "isDirectory" | "isSymbolicLink">): EntryKind;
/** Path from the root, with forward slashes, or undefined if it is outside the root. */
export declare function fromRoot(root: string, path: string): string | undefined;
