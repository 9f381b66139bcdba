import type { Tree } from "../repository/tree.ts";
/**
 * The path from a manifest to the file that a wrong path most likely means: written from the root instead of from the
 * manifest, with another case, another ending of YAML, or one or two wrong letters in its last part.
 * @param from path of the manifest, from the root
 * @param path as the manifest states it
 * @param names gives the names of the files in a folder
 * @returns undefined if no file or more than one is like it
 */
export declare function nearPath(tree: Tree, from: string, path: string, names: FileNames): string | undefined;
/** The names of the files in a folder; none if it cannot be listed, or is too large. */
export type FileNames = (folder: string) => readonly string[];
/** Lists each folder once. */
export declare function createFileNames(tree: Tree): FileNames;
