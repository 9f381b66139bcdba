import type { Diagnostic } from "../model/diagnostic.ts";
import type { DocumentChanges, LocatedEdit } from "../model/edit.ts";
import { type FileReplacement } from "../repository/replace-file.ts";
import type { Tree } from "../repository/tree.ts";
/** A file with its new text, which `writeFileChanges` writes. */
export interface PlannedFile extends FileReplacement {
    /** What is replaced, in the order of the file; empty for a new file. */
    readonly edits: readonly LocatedEdit[];
}
/** Changes of a repository that have been planned and not written. */
export interface PlannedChanges {
    /** Absolute path of the root, which the paths of files start from. */
    readonly root: string;
    readonly changes: readonly PlannedFile[];
}
/**
 * Plans changes of documents of a file.
 * @returns a diagnostic if the file cannot be read, or a value cannot be changed in place
 */
export declare function planFileChange(tree: Tree, file: string, all: readonly DocumentChanges[]): PlannedFile | Diagnostic;
/**
 * Writes planned changes, each file completely or not at all.
 * @throws UsageError if a file is a link, has changed since it was read, or cannot be written
 */
export declare function writeFileChanges({ root, changes }: PlannedChanges): void;
