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
/** Reasons why an entry that may lead to documents was not followed. */
export declare const SUBMODULE_REASON = "a submodule or another repository: check it there";
export declare const FOLDER_LINK_REASON = "symbolic link to a folder, not followed";
/**
 * Walks a directory without following symbolic links to folders. If git is available, all files that it lists are
 * searched. Files that git ignores are not reported, because most are build output. Without git, all files are searched
 * except those in `SKIPPED_DIRS`. Files that `.caregateignore` or config.yaml exclude are reported.
 *
 * @param from the directory, from the root; "" for the root
 */
export declare function walk(tree: Tree, from: string, { exclude, governing }?: WalkOptions): WalkResult;
