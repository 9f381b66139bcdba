import type { BlobReader } from "./blobs.ts";
import type { RunGit } from "./run.ts";
import type { GitSettings } from "./settings.ts";
import type { TreeEntry } from "./types.ts";
/** Reads the files of one state as a checkout would write them. Paths start from the top of the checkout. */
export interface ContentReader {
    /** Undefined if the content is not available locally, or only a program that the settings name could make it. */
    read(oid: string, path: string): Uint8Array | undefined;
    /** Converts many files at once, for later calls of `read`. */
    prefetch(files: readonly TreeEntry[]): void;
}
/** What contents are read from. */
export interface ContentOrigin {
    readonly git: RunGit;
    /** Absolute path of the top of the checkout. */
    readonly top: string;
    /** Absolute path of git's own folder, which all work trees share. */
    readonly gitFolder: string;
    readonly blobs: BlobReader;
    readonly settings: () => GitSettings;
    /** The content on the disk, if git takes the file there for this very object. */
    readonly unchangedOnDisk: (path: string, oid: string) => Uint8Array | undefined;
}
export declare const isAttributesFile: ({ path, mode }: Pick<TreeEntry, "path" | "mode">) => boolean;
/**
 * Programs that filters name are not started, whatever the settings say: a file that only they can write is taken from
 * the disk where it is unchanged, and is not available otherwise. What a pointer of git LFS stands for is looked up.
 *
 * @param attributes the files of attributes of the state, by their paths from the top of the checkout
 */
export declare function createContentReader(origin: ContentOrigin, attributes: readonly TreeEntry[]): ContentReader;
