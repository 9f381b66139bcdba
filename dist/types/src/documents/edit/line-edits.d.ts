import type { LocatedEdit } from "../../model/edit.ts";
/**
 * The edits that turn one text into another: one for each line that differs, or one for the whole text if lines were
 * added or removed.
 */
export declare function lineEdits(before: string, after: string): LocatedEdit[];
