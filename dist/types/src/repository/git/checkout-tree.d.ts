import type { Tree } from "../tree.ts";
import { type GitRepository } from "./repository.ts";
/**
 * The working tree of a repository. Git decides which of its files are searched for documents, and which belong to the
 * repository. A tracked file outside a sparse checkout is read from git. Git is called on first use; without git, this is
 * the folder as it is on the disk.
 *
 * @param root absolute real path of the repository root
 */
export declare function openWorkingTree(root: string, repository?: GitRepository | undefined): Tree;
