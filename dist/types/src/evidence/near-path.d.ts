import type { Tree } from "../repository/tree.ts";
/**
 * The path from a manifest to the file that a wrong path most likely means: written from the root instead of from the
 * manifest, with another case, another ending of YAML, or one or two wrong letters in its last part.
 * @param from path of the manifest, from the root
 * @param path as the manifest states it
 * @returns undefined if no file or more than one is like it
 */
export declare function nearPath(tree: Tree, from: string, path: string): string | undefined;
