import type { GitCall, RunGit } from "./run.ts";
/** A `.gitattributes` file, by its path from the top of the checkout. */
export interface AttributesFile {
    readonly path: string;
    readonly content: Uint8Array;
}
/**
 * Makes a folder with nothing but some `.gitattributes` files, so that git applies these and no others.
 * @param use must not be asynchronous: the folder is removed when it ends
 */
export declare function withAttributesFolder<T>(files: readonly AttributesFile[], use: (folder: string) => T): T;
/**
 * The files whose content may be another one elsewhere: they need the program of a filter that is not set up here, or have
 * an encoding that hides words.
 *
 * @param files paths from the folder that git runs in
 * @param filters names of the filters that the settings of git contain
 * @returns the attribute with its value, by the path
 * @throws GitError when git cannot read the attributes
 */
export declare function readConversions(git: RunGit, files: readonly string[], filters: ReadonlySet<string>, call?: GitCall): Map<string, string>;
