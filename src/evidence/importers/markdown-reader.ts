import { linesOf } from "../../documents/lines.ts";
import { type SpanGetter, atSpan, atStart } from "./diagnostics.ts";
import type { SourceValue } from "./data-reader.ts";

/** A heading and the lines below it, up to the next heading of any level. */
export interface MarkdownSection {
  /** The heading's words, without marks, in lower case. */
  readonly title: string;
  /** The heading as it is written, without marks; empty before the first heading. */
  readonly heading: SourceValue;
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
    .replace(/\\\s*$/, "")
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
  const top = { title: "", heading: { value: undefined, place: atStart }, level: 0, lines: [] };
  const sections: (MarkdownSection & { lines: MarkdownLine[] })[] = [top];
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
      const at = heading.underlined ? current?.lines.pop() : line;
      const words = { value: plain(heading.words), place: placeOf(at ?? line) };
      sections.push({ title: titleOf(heading.words), heading: words, level: heading.level, lines: [] });
    }
  }
  return sections;
}

function headingOf(
  { text }: MarkdownLine,
  before: MarkdownLine | undefined,
): { words: string; level: number; underlined: boolean } | undefined {
  const [, marks, words] = /^ {0,3}(#{1,6})[ \t](.*)$/.exec(text) ?? [];
  if (marks !== undefined && words !== undefined)
    return { words: withoutMarks(words), level: marks.length, underlined: false };
  const line = /^ {0,3}(=+|-{2,})\s*$/.exec(text)?.[1];
  if (line === undefined || !before || !/^ {0,3}[^\s|>*+\-#]/.test(before.text)) return undefined;
  return { words: before.text, level: line.startsWith("=") ? 1 : 2, underlined: true };
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

/** A part of a section: an item of a list, or a paragraph. */
export interface MarkdownPiece extends SourceValue {
  readonly value: string;
  /** The words before its colon, or those of the item or paragraph that it is listed below; in lower case. */
  readonly label: string;
  /** What stands behind its own label; the whole text if it has none. */
  readonly rest: string;
}

/** The words before a colon, if they look like the name of what follows. */
const label = /^(?:\*\*|__)?([^:*|]{2,60}?)(?:\*\*|__)?\s*:(?:\*\*|__)?\s*(.*)$/s;

/** What a section says, piece by piece: each item of a list, and each paragraph; tables and rules are left out. */
export function piecesOf(section: Pick<MarkdownSection, "lines">): MarkdownPiece[] {
  const pieces: { lines: MarkdownLine[]; text: string; indent: number; isItem: boolean }[] = [];
  let open: (typeof pieces)[number] | undefined;
  for (const line of section.lines) {
    if (/^\s*$|^\s*\||^ {0,3}(?:[-*_]\s*){3,}$/.test(line.text)) open = undefined;
    else if (bullet.test(line.text) || !open) {
      const indent = line.text.length - line.text.trimStart().length;
      const text = line.text.replace(bullet, "").trim();
      pieces.push((open = { lines: [line], text, indent, isItem: bullet.test(line.text) }));
    } else {
      open.lines.push(line);
      open.text = `${open.text} ${line.text.trim()}`;
    }
  }
  let above: { label: string; indent: number; isItem: boolean } | undefined;
  return pieces.flatMap(({ lines, text, indent, isItem }): MarkdownPiece[] => {
    const [, own, rest = ""] = label.exec(text.replaceAll("[optional]", "")) ?? [];
    const name = own === undefined ? "" : plain(own).toLowerCase();
    const isBelow = above && isItem && (!above.isItem || indent > above.indent);
    if (!isBelow) above = undefined;
    if (own !== undefined && plain(rest) === "") {
      above = { label: name, indent, isItem };
      return [];
    }
    const value = plain(text);
    const place = placeOf(lines[0] as MarkdownLine);
    return [{ value, label: name || (above?.label ?? ""), rest: own === undefined ? value : plain(rest), place }];
  });
}

/** The cells of a row of a table; undefined for any other line, and for the line below the header. */
export function cellsOf({ text }: MarkdownLine): string[] | undefined {
  if (text.length > 5000 || !/^\s*\|.*\|\s*$/.test(text) || /^[\s|:-]+$/.test(text)) return undefined;
  return text.trim().slice(1, -1).split("|").map(plain);
}

/**
 * Values written as `**Name**: value`, or as a row `| Name | value |` of a table with two columns, by name in lower
 * case; the first of each name counts.
 */
export function labelled(sections: readonly MarkdownSection[]): ReadonlyMap<string, SourceValue> {
  const found = new Map<string, SourceValue>();
  for (const line of sections.flatMap(({ lines }) => lines)) {
    const [, label = "", rest = ""] = /^\s*(?:[-*+]\s+)?\*\*([^*]+)\*\*(.*)$/.exec(line.text) ?? [];
    const cells = cellsOf(line);
    const isLabel = label.includes(":") || rest.trimStart().startsWith(":");
    if (isLabel) remember(found, label, plain(rest).replace(/^:/, "").trim(), line);
    else if (cells?.length === 2) remember(found, cells[0] ?? "", cells[1] ?? "", line);
    else {
      const [, name, value] = /^\s*[-*+]\s+([A-Z][\w ]{2,30}):\s+(\S.*)$/.exec(line.text) ?? [];
      if (name !== undefined && value !== undefined) remember(found, name, plain(value), line);
    }
  }
  return found;
}

function remember(found: Map<string, SourceValue>, label: string, value: string, line: MarkdownLine): void {
  const name = label.replace("[optional]", "").replace(":", "").trim().toLowerCase();
  if (value !== "" && !found.has(name)) found.set(name, { value, place: placeOf(line) });
}
