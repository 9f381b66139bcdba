import type { ParsedNode } from "yaml";
import type { DocumentChange } from "../../model/edit.ts";
import { type Json, type Path } from "../../util/json.ts";
/** A part of a text to replace, by offsets in UTF-16 code units; the end is exclusive. */
export interface TextEdit {
    readonly start: number;
    readonly end: number;
    readonly text: string;
}
/** A change that cannot be made in place; the message ends with what to do. */
export declare class EditProblem extends Error {
}
/** The text that is edited. */
export interface EditSource {
    readonly text: string;
    readonly root: ParsedNode;
    /** The line break of the file. */
    readonly newline: string;
    /** Writes a value on one line: as JSON in a file of JSON. */
    readonly render: (value: Json) => string;
}
/**
 * Plans the edit for a change.
 * @throws EditProblem where the text has another form than the edits know
 */
export declare function planEdit(source: EditSource, change: DocumentChange): TextEdit;
/** The node at a path; null where there is none. */
export declare function nodeAt(root: ParsedNode, path: Path): ParsedNode | null;
