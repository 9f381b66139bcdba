import { EditProblem, editText } from "../documents/edit/index.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { fileError } from "../model/diagnostic.ts";
import type { DocumentChanges, LocatedEdit } from "../model/edit.ts";
import { isDiagnostic, readText } from "../repository/read.ts";
import { type FileReplacement, replaceFiles } from "../repository/replace-file.ts";
import type { Tree } from "../repository/tree.ts";
import { sha256 } from "../util/hash.ts";
import { quote } from "../util/text.ts";

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
export function planFileChange(tree: Tree, file: string, all: readonly DocumentChanges[]): PlannedFile | Diagnostic {
  const read = readText(tree, file);
  if (isDiagnostic(read)) return read;
  try {
    const { text, edits } = editText(read.text, all);
    const hasMark = read.bytes[0] === 0xef;
    return { file, sha256: sha256(read.bytes), text: hasMark ? `\uFEFF${text}` : text, edits };
  } catch (error) {
    if (!(error instanceof EditProblem)) throw error;
    return fileError(file, "edit/not-in-place", `${quote(file)} is not changed: ${error.message}`);
  }
}

/**
 * Writes planned changes, each file completely or not at all.
 * @throws UsageError if a file is a link, has changed since it was read, or cannot be written
 */
export function writeFileChanges({ root, changes }: PlannedChanges): void {
  replaceFiles(root, changes);
}
