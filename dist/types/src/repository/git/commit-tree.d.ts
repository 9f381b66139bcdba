import type { Tree } from "../tree.ts";
import { type ContentOrigin } from "./contents.ts";
import type { PartialClone } from "./partial-clone.ts";
import type { RunGit } from "./run.ts";
import type { TreeEntry } from "./types.ts";
interface CommitSource extends ContentOrigin {
    readonly clone: PartialClone;
}
/** Reads commits as their checkout would lie on the disk. */
export declare function createTreeReader(source: CommitSource): (commit: string, root: string) => Tree;
/**
 * The files of attributes of a commit, by their paths from the top.
 * @param prefix a folder with a slash at its end: then only those above it
 */
export declare function attributesAt(git: RunGit, revision: string, prefix?: string): TreeEntry[];
export {};
