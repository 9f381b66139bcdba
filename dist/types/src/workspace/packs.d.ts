import type { Diagnostic } from "../model/diagnostic.ts";
import { type PackFile, type Packs } from "../policy/packs.ts";
import type { Tree } from "../repository/tree.ts";
export interface PackFiles {
    /** In the order of their paths. */
    readonly files: readonly PackFile[];
    /** Why other files cannot be read. */
    readonly diagnostics: readonly Diagnostic[];
}
/** Reads the files of the packs in a tree. */
export declare function readPackFiles(tree: Tree): PackFiles;
/** Reads the packs of a tree from their sources. */
export declare const readPacksFromTree: (tree: Tree) => Promise<Packs>;
/** Whether a repository is caregate's own or a copy of it, so that its commits bring their own packs. */
export declare function containsPacks(tree: Tree): boolean;
/** Loads the built-in packs: compiled ones where these are up to date, or else their sources. */
export declare function loadPacks(): Promise<Packs>;
