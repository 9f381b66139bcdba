import type { NotEvaluated } from "../model/finding.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Tree } from "./tree.ts";
/** What a walk goes by. */
export interface WalkOptions {
    /** Patterns in the syntax of `.gitignore`, from the root, of what does not count. */
    readonly exclude?: readonly string[];
    /** The state of the repository whose `.caregateignore` counts; the searched one unless told. */
    readonly governing?: Tree;
    /** Files that git tracks although a `.gitignore` names them: they are part of the repository all the same. */
    readonly trackedThoughIgnored?: readonly string[];
}
/** What a walk found, in no particular order. */
export interface WalkResult {
    readonly files: string[];
    readonly notEvaluated: NotEvaluated[];
    readonly diagnostics: Diagnostic[];
}
/**
 * Walks a directory. Symbolic links are not followed. What `.gitignore` files leave out is not mentioned, since it is
 * mostly what builds make; what was left out for caregate is.
 *
 * @param from the directory, from the root; "" for the root
 */
export declare function walk(tree: Tree, from: string, { exclude, governing, trackedThoughIgnored }?: WalkOptions): WalkResult;
