import type { RunGit } from "./run.ts";
import type { TreeEntry } from "./types.ts";
export interface BlobReader {
    /** The content of an object, or undefined when it is not available locally. */
    read(oid: string): Uint8Array | undefined;
    /** Reads many objects at once: one process for each would take longer than everything else. */
    prefetch(files: readonly TreeEntry[]): void;
}
export declare function createBlobReader(git: RunGit): BlobReader;
