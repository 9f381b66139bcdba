import type { Span } from "../../model/location.ts";

const WIDTH = 100;
const CONTEXT = 30;

/**
 * Makes hostile text harmless on a terminal: control characters and those that reorder text become visible.
 */
export function printable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}

/** One line, whatever the text holds. */
export function oneLine(text: string): string {
  return printable(text.replaceAll(/[\n\r\t]+/g, " "));
}

/** A line of source with the stretch to mark: what is shown, and where the mark begins and how long it is. */
export interface Snippet {
  readonly line: string;
  readonly offset: number;
  readonly length: number;
}

/** The line that a span starts on, with what is meant of it; long lines are cut around the span. */
export function snippetOf(raw: string, { start, end }: Span): Snippet {
  const first = start.column - 1;
  const last = end.line === start.line ? Math.max(end.column - 1, first + 1) : raw.length;
  const from = first > WIDTH ? first - CONTEXT : 0;
  const to = Math.min(raw.length, from + WIDTH + CONTEXT);
  const [head, marked, tail] = [
    raw.slice(from, first),
    raw.slice(first, Math.min(last, to)),
    raw.slice(Math.min(last, to), to),
  ].map((part) => printable(part.replaceAll("\t", "    "))) as [string, string, string];
  const before = from > 0 ? "…" : "";
  const after = to < raw.length ? "…" : "";
  return {
    line: `${before}${head}${marked}${tail}${after}`,
    offset: before.length + head.length,
    length: Math.max(marked.length, 1),
  };
}
