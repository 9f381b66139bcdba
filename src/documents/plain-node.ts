import type { Location, Span } from "../model/location.ts";
import { type Path, parseIndex } from "../util/json-path.ts";
import type { Lines } from "./lines.ts";

/** A value of a plain text: its offsets and its content. An absent value starts and ends at the same offset. */
export interface PlainNode {
  readonly start: number;
  readonly end: number;
  readonly isFlow?: boolean;
  readonly entries?: ReadonlyMap<string, PlainEntry>;
  readonly items?: readonly PlainNode[];
}

/** An entry of a map: the offsets of its key, and its value. */
export interface PlainEntry {
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly node: PlainNode;
}

/** Thrown within the readers of plain texts, for a text that they leave to the reader of YAML. */
export class NotPlain extends Error {}

/** Leaves the text to the reader of YAML. */
export function refuse(): never {
  throw new NotPlain();
}

/** Runs a reader. Returns undefined if it leaves the text to the reader of YAML. */
export function unlessRefused<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    // `JSON.parse` throws the second kind.
    if (error instanceof NotPlain || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The location of a path, with the spans that `locate.ts` defines. */
export function locateIn(file: string, lines: Lines, root: PlainNode, path: Path): Location {
  let node = root;
  let span = (): Span => rootSpan(lines, root);
  for (const key of path) {
    const entry = node.entries?.get(String(key));
    const item = node.items?.[parseIndex(key) ?? -1];
    if (entry === undefined && item === undefined) return { file, ...span(), exact: false };
    if (entry === undefined) {
      node = item as PlainNode;
      span = () => itemSpan(lines, item as PlainNode);
    } else {
      node = entry.node;
      span = () => entrySpan(lines, entry);
    }
  }
  return { file, ...span(), exact: true };
}

function rootSpan(lines: Lines, { start, entries }: PlainNode): Span {
  const first = firstEntry(entries);
  return first ? lines.span(first.keyStart, first.keyEnd) : lines.span(start, start + 1);
}

function firstEntry(entries: ReadonlyMap<string, PlainEntry> | undefined): PlainEntry | undefined {
  return entries?.values().next().value;
}

function entrySpan(lines: Lines, { keyStart, keyEnd, node }: PlainEntry): Span {
  const own = lines.span(keyStart, keyEnd);
  if (node.start === node.end) return own;
  const end = lines.position(node.end);
  return end.line === own.start.line ? { start: own.start, end } : own;
}

function itemSpan(lines: Lines, { start, end, isFlow, entries }: PlainNode): Span {
  if (start === end) return lines.span(lines.text[start - 1] === "-" ? start - 1 : start, end);
  const whole = lines.span(start, end);
  if (whole.start.line === whole.end.line) return whole;
  const first = isFlow === true ? undefined : firstEntry(entries);
  if (first) return entrySpan(lines, first);
  const lineEnd = lines.text.indexOf("\n", start);
  return lines.span(start, start + lines.text.slice(start, lineEnd).trimEnd().length);
}
