import type { NotEvaluated } from "../model/report.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Tree } from "./tree.ts";
export interface WalkOptions {
    /** Patterns in the syntax of `.gitignore`, from the root, for files that are not checked. */
    readonly exclude?: readonly string[];
    /** The state whose `.caregateignore` counts (default: the searched state). */
    readonly governing?: Tree;
    /** Files that git tracks although a `.gitignore` matches them: they are part of the repository. */
    readonly trackedButIgnored?: readonly string[];
}
/** The result of a walk, in no particular order. */
export interface WalkResult {
    readonly files: string[];
    /** Symbolic links with the name of a document. */
    readonly links: string[];
    readonly notEvaluated: NotEvaluated[];
    readonly diagnostics: Diagnostic[];
}
/**
 * Walks a directory. Symbolic links to folders are not followed. Files that `.gitignore` leaves out are not mentioned, since most
 * of them are made by builds. Files that `.caregateignore` or the settings leave out are.
 *
 * @param from the directory, from the root; "" for the root
 */
export declare function walk(tree: Tree, from: string, { exclude, governing, trackedButIgnored }?: WalkOptions): WalkResult;
