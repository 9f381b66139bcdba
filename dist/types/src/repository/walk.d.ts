import type { NotEvaluated } from "../model/report.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Tree } from "./tree.ts";
export interface WalkOptions {
    /** Patterns in the syntax of `.gitignore`, from the root, for files that are not checked. */
    readonly exclude?: readonly string[];
    /** The state whose `.caregateignore` counts (default: the searched state). */
    readonly governing?: Tree;
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
 * Walks a directory. Symbolic links to folders are not followed. Where git is available, its list of files is searched, so
 * that nothing of it is passed over; what it ignores is not mentioned, since builds make most of that. Otherwise all
 * files are, without those of the customary folders. What `.caregateignore` or the settings leave out is mentioned.
 *
 * @param from the directory, from the root; "" for the root
 */
export declare function walk(tree: Tree, from: string, { exclude, governing }?: WalkOptions): WalkResult;
