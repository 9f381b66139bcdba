import { type PlainNode } from "./plain-node.ts";
/** The state of reading a plain YAML text. */
export interface Cursor {
    readonly text: string;
    /** Levels of lists and maps that are read. */
    readonly maxDepth: number;
    /** True if nodes are made, for locations. */
    readonly makesNodes: boolean;
    /** The offset of the next character. */
    at: number;
    /** The column, from 0, of the content that `skipToContent` found; -1 at the end of the text. */
    column: number;
    depth: number;
    /** The offsets of the last value. */
    start: number;
    end: number;
    /** The node of the last value, if it is a list or a map and nodes are made. */
    node: PlainNode | undefined;
    /** The end of the key that `findKey` found, and the offset of its colon. */
    keyEnd: number;
    colon: number;
}
export declare function createCursor(text: string, maxDepth: number, makesNodes: boolean): Cursor;
/** Codes of characters that have a meaning in YAML. */
export declare const LF = 10;
export declare const SPACE = 32;
export declare const HASH = 35;
export declare const COMMA = 44;
export declare const DASH = 45;
export declare const COLON = 58;
export declare const DOUBLE_QUOTE = 34;
export declare const SINGLE_QUOTE = 39;
export declare const LIST_START = 91;
export declare const LIST_END = 93;
export declare const MAP_START = 123;
export declare const MAP_END = 125;
/** The code of the next character; NaN at the end of the text. */
export declare function codeAt(cursor: Cursor): number;
export declare function skipSpaces(cursor: Cursor): void;
/** The end of the line of an offset, without its line feed. */
export declare function lineEnd(text: string, from: number): number;
/**
 * Goes from the end of a value to the next content on a later line, over blanks and comments. Refuses more content on
 * the same line, and the mark that starts or ends a document.
 */
export declare function skipToContent(cursor: Cursor): void;
/** Checks for `---` and `...`, which begin and end documents at the start of a line. */
export declare function isDocumentMark({ text, at }: Cursor): boolean;
/** Checks for the dash of a list's item. */
export declare function isDash({ text, at }: Cursor): boolean;
/** Enters a list or a map. */
export declare function enter(cursor: Cursor): void;
/** The node of the last value. */
export declare function nodeOf({ node, start, end }: Cursor): PlainNode;
/** Sets the last value to a list or map that is complete. */
export declare function leave(cursor: Cursor, start: number, end: number, content: Partial<PlainNode> | undefined): void;
