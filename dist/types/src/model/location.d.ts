/** A place in a text. Lines and columns count from 1; columns in UTF-16 code units. */
export interface Position {
    readonly line: number;
    readonly column: number;
}
/** A part of a text; the end is exclusive. */
export interface Span {
    readonly start: Position;
    readonly end: Position;
}
/** A part of a file. */
export interface Location extends Span {
    /** Path from the repository root, with forward slashes. */
    readonly file: string;
    /** False if the value is absent and the location is that of its deepest existing parent. */
    readonly exact: boolean;
}
