import { type Cursor } from "./plain-cursor.ts";
/** The value of a text without quotes on one line. Refuses numbers that are read differently or not kept exactly. */
export declare function plainValue(text: string): string | number | boolean | null;
/** Reads a text in quotes on one line, with the escapes of JSON. */
export declare function readQuoted(cursor: Cursor): string;
/**
 * Looks for a key and its colon at the cursor, which does not move. A blank must follow the colon, except that of a key
 * in quotes in a flow collection.
 */
export declare function findKey(cursor: Cursor, isFlow: boolean): boolean;
/** Reads a key and its colon. Refuses everything that YAML does not read as a text. */
export declare function readKey(cursor: Cursor, isFlow: boolean): string;
/**
 * Reads a text without quotes in a block, which goes on over lines that are indented more than its parent. Goes to the
 * next content.
 */
export declare function readPlain(cursor: Cursor, parent: number): string | number | boolean | null;
/** Reads a text of several lines after `|` or `>`. Goes to the next content. */
export declare function readBlockText(cursor: Cursor, parent: number): string;
/** The value of a text in quotes or without, in a flow collection. */
export declare function readFlowScalar(cursor: Cursor): string | number | boolean | null;
