import type { Diagnostic } from "../model/diagnostic.ts";
import { type PackFile, type Packs } from "../policy/packs.ts";
import type { Tree } from "../repository/tree.ts";
export interface PackFiles {
    /** In the order of their paths. */
    readonly files: readonly PackFile[];
    /** Problems of files that cannot be read. */
    readonly diagnostics: readonly Diagnostic[];
}
/** Reads the files of the packs in a tree. */
export declare function readPackFiles(tree: Tree): PackFiles;
/** Reads the packs of a tree from their sources. */
export declare const readPacksFromTree: (tree: Tree) => Promise<Packs>;
/** True for the repository of caregate and copies of it: their commits contain the packs. */
export declare function containsPacks(tree: Tree): boolean;
/** Loads the built-in packs: the compiled ones if they are up to date, or else their sources. */
export declare function loadPacks(): Promise<Packs>;
