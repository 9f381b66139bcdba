import type { Tree } from "./tree.ts";
/** Returns one line of a file, counted from 1; undefined if there is no such line or the file cannot be read. */
export type LineReader = (file: string, number: number) => string | undefined;
/** Reads each file once, at the first line that is asked of it. */
export declare function createLineReader(tree: Tree): LineReader;
