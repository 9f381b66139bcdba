import { type Json, type Path } from "../util/json.ts";
/**
 * A value with another one at a path, as a copy that shares what did not change.
 * @param value undefined takes away what is there
 * @returns undefined where the path cannot lead
 */
export declare function setAt(root: Json, path: Path, value: Json | undefined): Json | undefined;
/** One place at which two values differ. */
export interface Edit {
    readonly path: Path;
    /** Undefined where nothing stands. */
    readonly from: Json | undefined;
    readonly to: Json | undefined;
}
/** Where two values differ: within maps and lists of one length as deep as it goes, else as a whole. */
export declare function diffValues(from: Json | undefined, to: Json | undefined, path?: Path): Edit[];
/** A value with some edits made to it; undefined where one cannot be made. */
export declare function applyEdits(root: Json, edits: readonly Edit[]): Json | undefined;
