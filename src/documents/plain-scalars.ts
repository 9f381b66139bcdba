import {
  COLON,
  type Cursor,
  DOUBLE_QUOTE,
  LF,
  SINGLE_QUOTE,
  SPACE,
  codeAt,
  isDash,
  lineEnd,
  skipToContent,
} from "./plain-cursor.ts";
import { MAX_KEY } from "./plain-json.ts";
import { refuse } from "./plain-node.ts";

const words: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...["~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
]);
const LONGEST_WORD = "false".length;

const decimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
/** Everything else that YAML 1.2 reads as a number. */
const otherNumber = /^[-+]?(?:0o[0-7]+|0x[0-9a-f]+|\d+|(?:\.\d+|\d+(?:\.\d*)?)(?:e[-+]?\d+)?|\.inf|\.nan)$/i;

/** The value of a text without quotes on one line. Refuses numbers that are read differently or not kept exactly. */
export function plainValue(text: string): string | number | boolean | null {
  if (text.length <= LONGEST_WORD) {
    const word = words.get(text);
    if (word !== undefined) return word;
  }
  if (text.charCodeAt(0) > FIRST_OF_NUMBERS) return text;
  if (!decimal.test(text)) return otherNumber.test(text) ? refuse() : text;
  const value = Number(text);
  const isExact = Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
  return isExact ? value + 0 : refuse(); // turns -0 into 0
}

/** No number starts with a character after 9. */
const FIRST_OF_NUMBERS = 0x39;

/** Reads a text in quotes on one line, with the escapes of JSON. */
export function readQuoted(cursor: Cursor): string {
  const { text, at } = cursor;
  const quote = text[at] as string;
  const close = text.indexOf(quote, at + 1);
  if (close < 0 || close > lineEnd(text, at)) refuse();
  const content = text.slice(at + 1, close);
  if (quote === '"' && content.includes("\\")) return readEscaped(cursor);
  if (quote === "'" && text[close + 1] === quote) return readDoubled(cursor);
  cursor.at = close + 1;
  return content;
}

function readEscaped(cursor: Cursor): string {
  const { text, at } = cursor;
  let end = at + 1;
  for (; text.charCodeAt(end) !== DOUBLE_QUOTE; end++) {
    if (text[end] === "\\") end++;
    if (end >= text.length || text.charCodeAt(end) === LF) refuse();
  }
  cursor.at = end + 1;
  return JSON.parse(text.slice(at, end + 1)) as string;
}

/** Reads a text in which two single quotes stand for one. */
function readDoubled(cursor: Cursor): string {
  const { text, at } = cursor;
  const limit = lineEnd(text, at);
  let close = text.indexOf("'", at + 1);
  while (text[close + 1] === "'") close = text.indexOf("'", close + 2);
  if (close < 0 || close > limit) refuse();
  cursor.at = close + 1;
  return text.slice(at + 1, close).replaceAll("''", "'");
}

/** True for the characters of keys without quotes. */
const isKeyCode = Array.from({ length: 128 }, (_, code) => /[\w./ $@+-]/.test(String.fromCharCode(code)));

/**
 * Looks for a key and its colon at the cursor, which does not move. A blank must follow the colon, except that of a key
 * in quotes in a flow collection.
 */
export function findKey(cursor: Cursor, isFlow: boolean): boolean {
  const { text, at } = cursor;
  const first = text.charCodeAt(at);
  const isQuoted = first === DOUBLE_QUOTE || first === SINGLE_QUOTE;
  const end = isQuoted ? endOfQuotedKey(text, at) : endOfPlainKey(text, at);
  if (end < 0) return false;
  let colon = end;
  while (text.charCodeAt(colon) === SPACE) colon++;
  if (text.charCodeAt(colon) !== COLON) return false;
  const next = text.charCodeAt(colon + 1);
  if (next !== SPACE && next !== LF && colon + 1 < text.length && !(isFlow && isQuoted)) return false;
  cursor.keyEnd = end;
  cursor.colon = colon;
  return true;
}

function endOfQuotedKey(text: string, at: number): number {
  const close = text.indexOf(text[at] as string, at + 1);
  if (close < 0 || close > lineEnd(text, at)) return -1;
  return text.slice(at, close).includes("\\") ? -1 : close + 1;
}

function endOfPlainKey(text: string, at: number): number {
  if (!/[A-Za-z_]/.test(text[at] ?? "")) return -1;
  let end = at + 1;
  while (isKeyCode[text.charCodeAt(end)] === true) end++;
  while (text.charCodeAt(end - 1) === SPACE) end--;
  return end;
}

/** Reads a key and its colon. Refuses everything that YAML does not read as a text. */
export function readKey(cursor: Cursor, isFlow: boolean): string {
  const { text, at } = cursor;
  if (!findKey(cursor, isFlow) || cursor.colon - at > MAX_KEY) refuse();
  cursor.at = cursor.colon + 1;
  const written = text.slice(at, cursor.keyEnd);
  const isQuoted = written.startsWith('"') || written.startsWith("'");
  const key = isQuoted ? written.slice(1, -1) : written;
  if (key === "__proto__" || (!isQuoted && words.has(key))) refuse();
  return key;
}

/** Characters that do not start a text without quotes, or only before some others. */
const indicator = /[-?:,[\]{}#&*!|>'"%@`]/;

/**
 * Reads a text without quotes in a block, which goes on over lines that are indented more than its parent. Goes to the
 * next content.
 */
export function readPlain(cursor: Cursor, parent: number): string | number | boolean | null {
  const { text } = cursor;
  const start = cursor.at;
  // A dash starts a text if more than a blank follows.
  if (isDash(cursor) || (text[start] !== "-" && indicator.test(text[start] as string))) refuse();
  let hasComment = readPlainLine(cursor);
  let value = text.slice(start, cursor.at);
  let end = cursor.at;
  skipToContent(cursor);
  const isOneLine = cursor.column <= parent;
  while (cursor.column > parent) {
    const gap = text.slice(end, cursor.at);
    // A comment ends the text, so that the next line would be an error.
    if (hasComment || gap.includes("#") || indicator.test(text[cursor.at] as string)) refuse();
    const from = cursor.at;
    hasComment = readPlainLine(cursor);
    const breaks = gap.split("\n").length - 1;
    value += (breaks === 1 ? " " : "\n".repeat(breaks - 1)) + text.slice(from, cursor.at);
    end = cursor.at;
    skipToContent(cursor);
  }
  cursor.start = start;
  cursor.end = end;
  return isOneLine ? plainValue(value) : value;
}

/** Reads to the end of a line of a text without quotes. Returns true if a comment follows. */
function readPlainLine(cursor: Cursor): boolean {
  const { text, at } = cursor;
  const line = text.slice(at, lineEnd(text, at));
  const comment = line.indexOf(" #");
  const written = trimSpaces(comment < 0 ? line : line.slice(0, comment));
  if (written.includes(": ") || written.endsWith(":")) refuse();
  cursor.at = at + written.length;
  return comment >= 0;
}

/** Without the spaces at the end. */
function trimSpaces(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === SPACE) end--;
  return text.slice(0, end);
}

const blockHeader = /[|>](-?) *(?: #[^\n]*)?\n/y;

/** Reads a text of several lines after `|` or `>`. Goes to the next content. */
export function readBlockText(cursor: Cursor, parent: number): string {
  const { text } = cursor;
  const start = cursor.at;
  blockHeader.lastIndex = start;
  const header = blockHeader.exec(text);
  if (header === null) return refuse();
  cursor.at = blockHeader.lastIndex;
  const lines = readIndented(cursor, parent);
  const value = text[start] === "|" ? lines.join("\n") : fold(lines);
  const end = cursor.at;
  skipToContent(cursor);
  cursor.start = start;
  cursor.end = end;
  return header[1] === "" ? `${value}\n` : value;
}

/** Reads the lines of a block text, without their indentation and the empty ones at the end. */
function readIndented(cursor: Cursor, parent: number): string[] {
  const { text } = cursor;
  let indent = 0;
  while (text.charCodeAt(cursor.at + indent) === SPACE) indent++;
  const lines: string[] = [];
  let written = 0;
  for (let at = cursor.at; at < text.length;) {
    const end = lineEnd(text, at);
    let first = at;
    while (first < end && text.charCodeAt(first) === SPACE) first++;
    if (first < end && first - at < indent) break;
    // Blanks beyond the indentation would count, and a text without a line feed would end without one.
    if (end === text.length || (first === end && first - at > indent)) refuse();
    lines.push(first === end ? "" : text.slice(at + indent, end));
    if (first < end) [written, cursor.at] = [lines.length, end];
    at = end + 1;
  }
  if (indent <= parent || lines[0] === undefined || lines[0] === "") refuse();
  return lines.slice(0, written);
}

/** Joins lines by blanks, and paragraphs by line feeds. Refuses lines that are indented more, which are not joined. */
function fold(lines: readonly string[]): string {
  let value = "";
  let breaks = 0;
  for (const [i, line] of lines.entries()) {
    if (line.startsWith(" ")) refuse();
    if (line === "") {
      breaks++;
      continue;
    }
    if (i > 0) value += breaks === 0 ? " " : "\n".repeat(breaks);
    value += line;
    breaks = 0;
  }
  return value;
}

/** The value of a text in quotes or without, in a flow collection. */
export function readFlowScalar(cursor: Cursor): string | number | boolean | null {
  const first = codeAt(cursor);
  if (first === DOUBLE_QUOTE || first === SINGLE_QUOTE) return readQuoted(cursor);
  const { text, at } = cursor;
  if (isDash(cursor) || !startsFlowText.test(text[at] ?? "")) refuse();
  const found = text.slice(at, endOfFlowText(text, at));
  const written = trimSpaces(found);
  if (found.includes(" #") || /^(?:-$|---|\.\.\.)/.test(written)) refuse();
  cursor.at = at + written.length;
  return plainValue(written);
}

const startsFlowText = /[A-Za-z0-9_/.$(<=+~^;\\\u00A0-\uFFFF-]/;

/** The end of a text without quotes. A colon belongs to it unless a blank or an indicator follows. */
function endOfFlowText(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const char = text[at] as string;
    if (endsFlowText.has(char)) break;
    if (char === ":" && (text[at + 1] === " " || endsFlowText.has(text[at + 1] ?? "\n"))) break;
    at++;
  }
  return at;
}

const endsFlowText: ReadonlySet<string> = new Set([",", "[", "]", "{", "}", "\n"]);
