import type { PartialClone } from "./partial-clone.ts";
import type { RunGit } from "./run.ts";
import type { TreeEntry } from "./types.ts";
export interface BlobReader {
    /** The content of an object, or undefined when it is not available locally. */
    read(oid: string): Uint8Array | undefined;
    /** Reads many objects at once: one process for each would take longer than everything else. */
    prefetch(files: readonly TreeEntry[]): void;
}
/** @param clone knows what is missing, so that git is not asked for it */
export declare function createBlobReader(git: RunGit, clone: PartialClone): BlobReader;
