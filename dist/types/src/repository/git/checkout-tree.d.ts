import type { Tree } from "../tree.ts";
import { type GitRepository } from "./repository.ts";
/**
 * The working tree of a repository, with what git says of its files: which are searched for documents, and which belong
 * to the repository at all. A tracked file that a sparse checkout leaves out is read as git has it. Git is asked when
 * this is first needed; where it is not available, this is the folder as it is on the disk.
 *
 * @param root absolute real path of the repository root
 */
export declare function openWorkingTree(root: string, repository?: GitRepository | undefined): Tree;
