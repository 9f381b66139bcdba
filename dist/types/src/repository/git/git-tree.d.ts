import type { Tree } from "../tree.ts";
import type { TreeEntry } from "./types.ts";
type ReadBlob = (oid: string) => Uint8Array | undefined;
/**
 * A state of a repository that is known by its list of files.
 * @param root absolute path of the repository root
 * @param blob the content of an object, or undefined when it is not available
 */
export declare function createGitTree(root: string, files: readonly TreeEntry[], blob: ReadBlob): Tree;
export {};
