import type { PartialClone } from "./partial-clone.ts";
import type { RunGit } from "./run.ts";
import type { TreeEntry } from "./types.ts";
export interface BlobReader {
    /** The content of an object, or undefined when it is not available locally. */
    read(oid: string): Uint8Array | undefined;
    /** Reads many objects with one process: a process for each would be slow. */
    prefetch(files: readonly TreeEntry[]): void;
}
/** @param clone knows the missing objects, so that git is not asked for them */
export declare function createBlobReader(git: RunGit, clone: PartialClone): BlobReader;
