import type { Tree } from "../tree.ts";
import type { TreeEntry } from "./types.ts";
/** The content of an object: as stored, or with a path from the root, as a checkout writes it there. */
type ReadBlob = (oid: string, path?: string) => Uint8Array | undefined;
/** The files of a submodule at a commit, by its path from the root; undefined if they are not available. */
type ReadSubmodule = (path: string, commit: string) => Tree | undefined;
/**
 * Creates the tree of a state from its list of files.
 * @param root absolute path of the repository root
 * @param blob the content of an object, or undefined when it is not available
 * @param submodule supplies single files that are named, such as evidence; submodules are never searched
 */
export declare function createGitTree(root: string, files: readonly TreeEntry[], blob: ReadBlob, submodule?: ReadSubmodule): Tree;
export {};
