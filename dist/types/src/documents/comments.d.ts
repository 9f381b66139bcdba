import type { Span } from "../model/location.ts";
/** A comment of a YAML text. */
export interface Comment extends Span {
    /** Without the mark that begins it and the blanks around it. */
    readonly text: string;
    /** Whether nothing else stands on its line. */
    readonly alone: boolean;
}
/** The comments of a text, and the lines on which a new document begins. */
export interface Comments {
    readonly comments: readonly Comment[];
    readonly starts: readonly number[];
}
/** Finds the comments of a YAML text; a `#` within a text value is none. Nothing is thrown. */
export declare function commentsOf(text: string): Comments;
