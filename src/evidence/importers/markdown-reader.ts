import { linesOf } from "../../documents/lines.ts";
import { type SpanGetter, atSpan } from "./diagnostics.ts";
import type { SourceValue } from "./data-reader.ts";

/** A heading and the lines below it, up to the next heading of any level. */
export interface MarkdownSection {
  /** The heading's words, without marks, in lower case. */
  readonly title: string;
  /** 1 for `#`; 0 for what stands before the first heading. */
  readonly level: number;
  readonly lines: readonly MarkdownLine[];
}

/** A line of the text, without its line end. */
export interface MarkdownLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** The words of a piece of Markdown: emphasis and links are reduced to their words. */
export function plain(text: string): string {
  return text
    .replaceAll(/!?\[([^[\]]*)\]\([^()]*\)/g, "$1")
    .replaceAll(/\*\*|__|`/g, "")
    .trim();
}

/** Where a line stands, less the blanks at its ends. */
export function placeOf({ number, text }: MarkdownLine): SpanGetter {
  const start = text.length - text.trimStart().length + 1;
  const end = text.trimEnd().length + 1;
  return atSpan({ start: { line: number, column: start }, end: { line: number, column: Math.max(start, end) } });
}

/** The text with comments blanked out, so that every other character keeps its place. */
function withoutComments(text: string): string {
  return text.replaceAll(/<!--[^]*?(?:-->|$)/g, (comment) => comment.replaceAll(/[^\n]/g, " "));
}

/**
 * Cuts a Markdown text at its headings (`#` or underlined); code blocks and comments are left out.
 * @param from the first line to read, from 1
 */
export function sectionsOf(text: string, from = 1): MarkdownSection[] {
  const sections: { title: string; level: number; lines: MarkdownLine[] }[] = [{ title: "", level: 0, lines: [] }];
  let fence: string | undefined;
  for (const [i, raw] of withoutComments(linesOf(text).text).split("\n").entries()) {
    const line = { number: i + 1, text: raw.replace(/\r$/, "") };
    if (line.number < from) continue;
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line.text)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
      continue;
    }
    if (mark !== undefined) {
      fence = mark;
      continue;
    }
    const current = sections.at(-1);
    const heading = headingOf(line, current?.lines.at(-1));
    if (!heading) current?.lines.push(line);
    else {
      if (heading.underlined) current?.lines.pop();
      sections.push({ title: heading.title, level: heading.level, lines: [] });
    }
  }
  return sections;
}

function headingOf(
  { text }: MarkdownLine,
  before: MarkdownLine | undefined,
): { title: string; level: number; underlined: boolean } | undefined {
  const [, marks, words] = /^ {0,3}(#{1,6})[ \t](.*)$/.exec(text) ?? [];
  if (marks !== undefined && words !== undefined)
    return { title: titleOf(withoutMarks(words)), level: marks.length, underlined: false };
  const line = /^ {0,3}(=+|-{2,})\s*$/.exec(text)?.[1];
  if (line === undefined || !before || !/^ {0,3}[^\s|>*+\-#]/.test(before.text)) return undefined;
  return { title: titleOf(before.text), level: line.startsWith("=") ? 1 : 2, underlined: true };
}

/** A heading's words without the marks that may close it. */
function withoutMarks(words: string): string {
  let text = words.trim();
  while (text.endsWith("#")) text = text.slice(0, -1);
  return text.trim();
}

/** A heading's words, without numbering, emoji, `[optional]` and a colon at the end. */
function titleOf(text: string): string {
  return plain(text)
    .replaceAll(/\[optional\]|[\p{Extended_Pictographic}\uFE0F]/gu, "")
    .replace(/^\s*\d+(?:\.\d+)*[.)]?\s+/, "")
    .replace(/:\s*$/, "")
    .trim()
    .toLowerCase();
}

const bullet = /^\s*(?:[-*+]|\d+[.)])\s+/;

/** What a section says, piece by piece: each item of a list, and each paragraph; tables and rules are left out. */
export function piecesOf(section: MarkdownSection): SourceValue[] {
  const pieces: { lines: MarkdownLine[]; text: string }[] = [];
  let open: { lines: MarkdownLine[]; text: string } | undefined;
  for (const line of section.lines) {
    if (/^\s*$|^\s*\||^ {0,3}(?:[-*_]\s*){3,}$/.test(line.text)) open = undefined;
    else if (bullet.test(line.text) || !open)
      pieces.push((open = { lines: [line], text: line.text.replace(bullet, "").trim() }));
    else {
      open.lines.push(line);
      open.text = `${open.text} ${line.text.trim()}`;
    }
  }
  return pieces.map(({ lines, text }) => ({ value: plain(text), place: placeOf(lines[0] as MarkdownLine) }));
}

/** Values written as `**Name**: value`, by name in lower case; the first of each name counts. */
export function labelled(sections: readonly MarkdownSection[]): ReadonlyMap<string, SourceValue> {
  const found = new Map<string, SourceValue>();
  for (const line of sections.flatMap(({ lines }) => lines)) {
    const [, label = "", rest = ""] = /^\s*(?:[-*+]\s+)?\*\*([^*]+)\*\*(.*)$/.exec(line.text) ?? [];
    const name = label.replace("[optional]", "").replace(":", "").trim().toLowerCase();
    const value = plain(rest).replace(/^:/, "").trim();
    const isLabel = label.includes(":") || rest.trimStart().startsWith(":");
    if (isLabel && value !== "" && !found.has(name)) found.set(name, { value, place: placeOf(line) });
  }
  return found;
}
