import type { DocumentChanges, LocatedEdit } from "../../model/edit.ts";
export type { DocumentChange, DocumentChanges, LocatedEdit } from "../../model/edit.ts";
export { EditProblem } from "./plan.ts";
/** A text after its edits. */
export interface EditedText {
    /** The whole text, without a byte order mark. */
    readonly text: string;
    /** In the order of their places. */
    readonly edits: readonly LocatedEdit[];
}
/**
 * Changes values of a YAML text in place. Everything else stays byte-identical: comments, order, quotes and line ends.
 * The result is read again and compared with the data that the changes should give.
 *
 * @param text without a byte order mark
 * @throws EditProblem if a value cannot be changed in place, or if the result would hold other data
 */
export declare function editText(text: string, all: readonly DocumentChanges[]): EditedText;
