import { type Json, type JsonObject, emptyObject } from "../util/json.ts";
import {
  COMMA,
  type Cursor,
  DOUBLE_QUOTE,
  HASH,
  LF,
  LIST_END,
  LIST_START,
  MAP_END,
  MAP_START,
  SINGLE_QUOTE,
  codeAt,
  createCursor,
  enter,
  isDash,
  isDocumentMark,
  leave,
  lineEnd,
  nodeOf,
  skipSpaces,
  skipToContent,
} from "./plain-cursor.ts";
import type { PlainPart } from "./plain-json.ts";
import { type PlainEntry, type PlainNode, refuse } from "./plain-node.ts";
import { findKey, readBlockText, readFlowScalar, readKey, readPlain, readQuoted } from "./plain-scalars.ts";

/** Characters that readers of YAML treat differently or not at all, tabs, and halves of characters. */
const unusual = /[^\n\x20-\x7E\xA0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]/;

/**
 * Reads one document of the part of YAML that most files need: lists and maps in blocks and flow, with texts of one line
 * in quotes, texts without quotes, block texts and comments. Refuses everything that the reader of YAML could read
 * differently or report: anchors, tags, a key twice, other escapes, tabs, several documents.
 *
 * @param depth levels of lists and maps, of which it reads one less
 *
 * @param makesNodes false if only the value is needed; the node then has no content
 *
 * @throws NotPlain or SyntaxError
 */
export function readPlainYaml(text: string, depth: number, makesNodes: boolean): PlainPart {
  if (unusual.test(text) || text.endsWith(" ")) refuse();
  const cursor = createCursor(text, depth, makesNodes);
  skipToStart(cursor);
  const value = isDash(cursor) ? readBlockList(cursor, 0) : readBlockMap(cursor, 0);
  if (cursor.column !== -1) refuse();
  return { value, node: nodeOf(cursor) };
}

/** Goes to the first content, which must not be indented, over comments and one `---`. */
function skipToStart(cursor: Cursor): void {
  const { text } = cursor;
  if (codeAt(cursor) === HASH || codeAt(cursor) === LF) skipBlank(cursor);
  if (text.startsWith("---\n", cursor.at)) {
    cursor.at += 3;
    skipToContent(cursor);
  }
  if (cursor.column !== 0 || cursor.at >= text.length || isDocumentMark(cursor)) refuse();
}

/** Goes over blank lines and comments. */
function skipBlank(cursor: Cursor): void {
  for (;;) {
    const lineStart = cursor.at;
    skipSpaces(cursor);
    if (codeAt(cursor) === HASH) cursor.at = lineEnd(cursor.text, cursor.at);
    if (codeAt(cursor) !== LF) {
      cursor.at = lineStart;
      return;
    }
    cursor.at++;
  }
}

function readBlockMap(cursor: Cursor, column: number): JsonObject {
  enter(cursor);
  const map = emptyObject();
  const start = cursor.at;
  const entries = cursor.makesNodes ? new Map<string, PlainEntry>() : undefined;
  do {
    const keyStart = cursor.at;
    const key = readKey(cursor, false);
    const { keyEnd } = cursor;
    if (key in map) refuse();
    map[key] = readBlockValue(cursor, column, true);
    entries?.set(key, { keyStart, keyEnd, node: nodeOf(cursor) });
  } while (cursor.column === column);
  if (cursor.column > column) refuse();
  leave(cursor, start, cursor.end, entries && { entries });
  return map;
}

function readBlockList(cursor: Cursor, column: number): Json[] {
  enter(cursor);
  const list: Json[] = [];
  const start = cursor.at;
  const items: PlainNode[] | undefined = cursor.makesNodes ? [] : undefined;
  do {
    list.push(readBlockItem(cursor, column));
    items?.push(nodeOf(cursor));
  } while (cursor.column === column && isDash(cursor));
  if (cursor.column > column) refuse();
  leave(cursor, start, cursor.end, items && { items });
  return list;
}

/** Reads the value after the dash at the cursor: a list or map that starts on the same line, or any other. */
function readBlockItem(cursor: Cursor, column: number): Json {
  const dash = cursor.at++;
  const after = cursor.at;
  skipSpaces(cursor);
  const inner = column + cursor.at - dash;
  if (isDash(cursor)) return readBlockList(cursor, inner);
  if (findKey(cursor, false)) return readBlockMap(cursor, inner);
  cursor.at = after;
  return readBlockValue(cursor, column, false);
}

/**
 * Reads the value after a colon or a dash, on the same line or on the next ones. Goes to the next content.
 *
 * @param column of the list or map with the value
 */
function readBlockValue(cursor: Cursor, column: number, isInMap: boolean): Json {
  const after = cursor.at;
  skipSpaces(cursor);
  const code = codeAt(cursor);
  const isComment = code === HASH && cursor.at > after;
  if (code !== LF && !isComment && cursor.at < cursor.text.length) return readInline(cursor, column);
  cursor.at = after;
  skipToContent(cursor);
  const startsList = isDash(cursor);
  if (cursor.column > column) {
    if (startsList) return readBlockList(cursor, cursor.column);
    return findKey(cursor, false) ? readBlockMap(cursor, cursor.column) : readInline(cursor, column);
  }
  // The list of a key may be indented as little as the key.
  if (isInMap && startsList && cursor.column === column) return readBlockList(cursor, column);
  // Blanks and comments can move the place of an absent value.
  const { text } = cursor;
  if (text[after] === " " || text.slice(after, cursor.at).includes("#")) refuse();
  cursor.start = after;
  cursor.end = after;
  cursor.node = undefined;
  return null;
}

/** Reads a value that is no list or map in a block. Goes to the next content. */
function readInline(cursor: Cursor, column: number): Json {
  const code = codeAt(cursor);
  if (code === LIST_START || code === MAP_START) {
    const value = readFlow(cursor, column);
    skipToContent(cursor);
    return value;
  }
  cursor.node = undefined;
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
    const start = cursor.at;
    const value = readQuoted(cursor);
    cursor.start = start;
    cursor.end = cursor.at;
    skipToContent(cursor);
    return value;
  }
  const first = cursor.text[cursor.at];
  return first === "|" || first === ">" ? readBlockText(cursor, column) : readPlain(cursor, column);
}

/**
 * Reads a list or map in brackets. Its lines must be indented more than its parent.
 *
 * @param parent column of the list or map with the value
 */
function readFlow(cursor: Cursor, parent: number): Json {
  return codeAt(cursor) === LIST_START ? readFlowList(cursor, parent) : readFlowMap(cursor, parent);
}

function readFlowList(cursor: Cursor, parent: number): Json[] {
  enter(cursor);
  const list: Json[] = [];
  const start = cursor.at++;
  const items: PlainNode[] | undefined = cursor.makesNodes ? [] : undefined;
  for (skipFlowBlank(cursor, parent); codeAt(cursor) !== LIST_END; readComma(cursor, parent, LIST_END)) {
    list.push(readFlowValue(cursor, parent));
    items?.push(nodeOf(cursor));
  }
  leave(cursor, start, ++cursor.at, items && { isFlow: true, items });
  return list;
}

function readFlowMap(cursor: Cursor, parent: number): JsonObject {
  enter(cursor);
  const map = emptyObject();
  const start = cursor.at++;
  const entries = cursor.makesNodes ? new Map<string, PlainEntry>() : undefined;
  for (skipFlowBlank(cursor, parent); codeAt(cursor) !== MAP_END; readComma(cursor, parent, MAP_END)) {
    const keyStart = cursor.at;
    const key = readKey(cursor, true);
    const { keyEnd } = cursor;
    if (key in map) refuse();
    skipFlowBlank(cursor, parent);
    map[key] = readFlowValue(cursor, parent);
    entries?.set(key, { keyStart, keyEnd, node: nodeOf(cursor) });
  }
  leave(cursor, start, ++cursor.at, entries && { isFlow: true, entries });
  return map;
}

function readFlowValue(cursor: Cursor, parent: number): Json {
  const code = codeAt(cursor);
  if (code === LIST_START || code === MAP_START) return readFlow(cursor, parent);
  const start = cursor.at;
  const value = readFlowScalar(cursor);
  cursor.start = start;
  cursor.end = cursor.at;
  cursor.node = undefined;
  return value;
}

/** Goes to the next value in a flow collection, or to its end. */
function readComma(cursor: Cursor, parent: number, end: number): void {
  skipFlowBlank(cursor, parent);
  if (codeAt(cursor) === end) return;
  if (codeAt(cursor) !== COMMA) refuse();
  cursor.at++;
  skipFlowBlank(cursor, parent);
  if (codeAt(cursor) === end) refuse();
}

/** Goes over blanks and line ends within a flow collection. Refuses a line that is not indented enough. */
function skipFlowBlank(cursor: Cursor, parent: number): void {
  skipSpaces(cursor);
  while (codeAt(cursor) === LF) {
    const lineStart = ++cursor.at;
    skipSpaces(cursor);
    if (codeAt(cursor) !== LF && cursor.at - lineStart <= parent) refuse();
  }
}
