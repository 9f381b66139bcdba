import { type PlainNode, refuse } from "./plain-node.ts";

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

export function createCursor(text: string, maxDepth: number, makesNodes: boolean): Cursor {
  return {
    text,
    maxDepth,
    makesNodes,
    at: 0,
    column: 0,
    depth: 0,
    start: 0,
    end: 0,
    node: undefined,
    keyEnd: 0,
    colon: 0,
  };
}

/** Codes of characters that have a meaning in YAML. */
export const LF = 0x0a;
export const SPACE = 0x20;
export const HASH = 0x23;
export const COMMA = 0x2c;
export const DASH = 0x2d;
export const COLON = 0x3a;
export const DOUBLE_QUOTE = 0x22;
export const SINGLE_QUOTE = 0x27;
export const LIST_START = 0x5b;
export const LIST_END = 0x5d;
export const MAP_START = 0x7b;
export const MAP_END = 0x7d;

/** The code of the next character; NaN at the end of the text. */
export function codeAt(cursor: Cursor): number {
  return cursor.text.charCodeAt(cursor.at);
}

export function skipSpaces(cursor: Cursor): void {
  while (cursor.text.charCodeAt(cursor.at) === SPACE) cursor.at++;
}

/** The end of the line of an offset, without its line feed. */
export function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

/** Goes to the end of a comment. Refuses one that ends the text without a line feed, which belongs to the last map. */
function skipComment(cursor: Cursor): void {
  cursor.at = lineEnd(cursor.text, cursor.at);
  if (cursor.at === cursor.text.length) refuse();
}

/**
 * Goes from the end of a value to the next content on a later line, over blanks and comments. Refuses more content on
 * the same line, and the mark that starts or ends a document.
 */
export function skipToContent(cursor: Cursor): void {
  const { text } = cursor;
  const from = cursor.at;
  skipSpaces(cursor);
  if (codeAt(cursor) === HASH) {
    if (cursor.at === from && from > 0 && text.charCodeAt(from - 1) !== LF) refuse();
    skipComment(cursor);
  }
  while (codeAt(cursor) === LF) {
    const lineStart = ++cursor.at;
    skipSpaces(cursor);
    const code = codeAt(cursor);
    if (code === HASH) skipComment(cursor);
    else if (code !== LF && cursor.at < text.length) return setColumn(cursor, cursor.at - lineStart);
  }
  if (cursor.at < text.length) refuse();
  cursor.column = -1;
}

function setColumn(cursor: Cursor, column: number): void {
  if (column === 0 && isDocumentMark(cursor)) refuse();
  cursor.column = column;
}

/** Checks for `---` and `...`, which begin and end documents at the start of a line. */
export function isDocumentMark({ text, at }: Cursor): boolean {
  return text.startsWith("---", at) || text.startsWith("...", at);
}

/** Checks for the dash of a list's item. */
export function isDash({ text, at }: Cursor): boolean {
  if (text.charCodeAt(at) !== DASH) return false;
  const next = text.charCodeAt(at + 1);
  return next === SPACE || next === LF || at + 1 >= text.length;
}

/** Enters a list or a map. */
export function enter(cursor: Cursor): void {
  if (++cursor.depth >= cursor.maxDepth) refuse();
}

/** The node of the last value. */
export function nodeOf({ node, start, end }: Cursor): PlainNode {
  return node ?? { start, end };
}

/** Sets the last value to a list or map that is complete. */
export function leave(cursor: Cursor, start: number, end: number, content: Partial<PlainNode> | undefined): void {
  cursor.depth--;
  cursor.start = start;
  cursor.end = end;
  cursor.node = content && { start, end, ...content };
}
