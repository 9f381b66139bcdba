import type { RunGit } from "./run.ts";
/**
 * Reads files of the disk that are the unchanged checkout of an object: the index has the same size and time for them.
 * @param top absolute path of the top of the checkout
 * @returns the content of the file at a path from the top, if it is that of the object
 */
export declare function createCleanFileReader(git: RunGit, top: string): (path: string, oid: string) => Uint8Array | undefined;
