import type { Tree } from "./tree.ts";
/**
 * Returns one line of a file, counted from 1; undefined if there is no such line or the file cannot be read. Lines of
 * files that git ignores are not returned either: they may contain secrets, which a report must not show.
 */
export type LineReader = (file: string, number: number) => string | undefined;
/** Reads each file once, when its first line is requested. */
export declare function createLineReader(tree: Tree): LineReader;
