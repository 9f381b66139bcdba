import type { BlobReader } from "./blobs.ts";
import type { RunGit } from "./run.ts";
import type { GitSettings } from "./settings.ts";
import type { TreeEntry } from "./types.ts";
/** Reads the files of one state as a checkout would write them. Paths start from the top of the checkout. */
export interface ContentReader {
    /** Undefined if the content is not available locally, or only a program named in the settings can produce it. */
    read(oid: string, path: string): Uint8Array | undefined;
    /** Converts many files at once, for later calls of `read`. */
    prefetch(files: readonly TreeEntry[]): void;
    /** The files whose content a checkout changes in a way that hides words: the attribute, by the path from the top. */
    conversions(files: readonly string[]): ReadonlyMap<string, string>;
}
/** The sources of contents. */
export interface ContentOrigin {
    readonly git: RunGit;
    /** Absolute path of the top of the checkout. */
    readonly top: string;
    /** Absolute path of git's own folder of this work tree, with its settings. */
    readonly ownFolder: string;
    /** Absolute path of git's own folder, which all work trees share. */
    readonly gitFolder: string;
    readonly blobs: BlobReader;
    readonly settings: () => GitSettings;
    /** The content on the disk, if the file is the unchanged checkout of this object. */
    readonly unchangedOnDisk: (path: string, oid: string) => Uint8Array | undefined;
}
export declare const isAttributesFile: ({ path, mode }: Pick<TreeEntry, "path" | "mode">) => boolean;
/**
 * Creates a reader of contents. It never starts the programs of filters. A file that only such a program can write is read
 * from the disk if it is unchanged there, and is otherwise not available. Pointers of git LFS are resolved locally.
 *
 * @param attributes the `.gitattributes` files of the state, by their paths from the top of the checkout
 */
export declare function createContentReader(origin: ContentOrigin, attributes: readonly TreeEntry[]): ContentReader;
