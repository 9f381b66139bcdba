import type { Tree } from "../tree.ts";
import type { TreeEntry } from "./types.ts";
/** The content of an object: as stored, or with a path from the root, as a checkout writes it there. */
type ReadBlob = (oid: string, path?: string) => Uint8Array | undefined;
/**
 * Creates the tree of a state from its list of files.
 * @param root absolute path of the repository root
 * @param blob the content of an object, or undefined when it is not available
 */
export declare function createGitTree(root: string, files: readonly TreeEntry[], blob: ReadBlob): Tree;
export {};
