import type { Tree } from "../tree.ts";
import { type ContentOrigin } from "./contents.ts";
import type { PartialClone } from "./partial-clone.ts";
import type { RunGit } from "./run.ts";
import type { TreeEntry } from "./types.ts";
interface CommitSource extends ContentOrigin {
    readonly clone: PartialClone;
    /** The files of the submodule in a folder, by its absolute path, at a commit; undefined if they are not available. */
    readonly submodule: (folder: string, commit: string) => Tree | undefined;
}
/** Reads the files of commits as a checkout writes them to the disk. */
export declare function createTreeReader(source: CommitSource): (commit: string, root: string) => Tree;
/**
 * The `.gitattributes` files of a commit, by their paths from the top.
 * @param prefix a folder with a slash at its end: limits the result to files above it
 */
export declare function attributesAt(git: RunGit, revision: string, prefix?: string): TreeEntry[];
export {};
