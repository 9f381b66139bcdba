import type { Location, Span } from "../model/document.ts";
import { type Json, type Path, emptyObject } from "../util/json.ts";
import { type Lines, linesOf } from "./lines.ts";

/** A value of a JSON text: where it is, and what is in it. */
interface JsonNode {
  readonly start: number;
  readonly end: number;
  readonly entries?: ReadonlyMap<string, JsonEntry>;
  readonly items?: readonly JsonNode[];
}

interface JsonEntry {
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly node: JsonNode;
}

/** A JSON text that needs no reader of YAML. */
export interface PlainJson {
  readonly value: Json;
  locate(path: Path): Location;
}

const MAX_DEPTH = 64;
/** Longer keys are an error of YAML. */
const MAX_KEY = 1000;

/** Thrown inside for what the reader of YAML has to decide. */
class NotPlain extends Error {}

/**
 * Reads a text as JSON if that gives the very value, places and (no) problems that the reader of YAML gives, at a small part
 * of its time; undefined for anything else: another syntax, a key twice, an integer beyond what is kept exactly.
 * @param file path from the root, for the locations
 */
export function readPlainJson(file: string, source: string): PlainJson | undefined {
  const lines = linesOf(source.startsWith("\uFEFF") ? source.slice(1) : source);
  const { text } = lines;
  if (/\r(?!\n)/.test(text)) return undefined;
  try {
    JSON.parse(text);
    const { value, node } = createReader(text).read();
    return { value, locate: (path) => locateIn(file, lines, node, path) };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof NotPlain) return undefined;
    throw error;
  }
}

interface Part {
  readonly value: Json;
  readonly node: JsonNode;
}

/** Reads a text that `JSON.parse` takes, so that only its structure has to be followed. */
function createReader(text: string): { read(): Part } {
  let at = 0;
  const token = /[\t\n\r ]*(?:([[\]{}:,])|("(?:[^"\\]|\\.)*")|([^[\]{}:,"\t\n\r ]+))/y;

  function next(): { readonly text: string; readonly start: number } {
    token.lastIndex = at;
    const match = token.exec(text);
    if (match === null) throw new NotPlain();
    at = token.lastIndex;
    const found = (match[1] ?? match[2] ?? match[3]) as string;
    return { text: found, start: at - found.length };
  }

  function readValue({ text: first, start }: ReturnType<typeof next>, depth: number): Part {
    if (depth > MAX_DEPTH && (first === "{" || first === "[")) throw new NotPlain();
    if (first === "{") return readMap(start, depth);
    if (first === "[") return readList(start, depth);
    return { value: scalar(first), node: { start, end: at } };
  }

  function readMap(start: number, depth: number): Part {
    const map = emptyObject();
    const entries = new Map<string, JsonEntry>();
    for (let key = next(); key.text !== "}"; key = next()) {
      if (key.text === ",") continue;
      const name = JSON.parse(key.text) as string;
      if (name === "__proto__" || name.length > MAX_KEY || entries.has(name)) throw new NotPlain();
      const keyEnd = at;
      next();
      const { value, node } = readValue(next(), depth + 1);
      map[name] = value;
      entries.set(name, { keyStart: key.start, keyEnd, node });
    }
    return { value: map, node: { start, end: at, entries } };
  }

  function readList(start: number, depth: number): Part {
    const list: Json[] = [];
    const items: JsonNode[] = [];
    for (let one = next(); one.text !== "]"; one = next()) {
      if (one.text === ",") continue;
      const { value, node } = readValue(one, depth + 1);
      list.push(value);
      items.push(node);
    }
    return { value: list, node: { start, end: at, items } };
  }

  return { read: () => readValue(next(), 1) };
}

function scalar(text: string): Json {
  const value = JSON.parse(text) as string | number | boolean | null;
  if (typeof value !== "number") return value;
  if (!Number.isFinite(value) || (/^-?\d+$/.test(text) && !Number.isSafeInteger(value))) throw new NotPlain();
  return value + 0; // turns -0 into 0
}

/** As `locate.ts` has it for a flow collection of YAML. */
function locateIn(file: string, lines: Lines, root: JsonNode, path: Path): Location {
  let node = root;
  let span = rootSpan(lines, root);
  for (const key of path) {
    const entry = node.entries?.get(String(key));
    const item = node.items?.[typeof key === "number" ? key : /^(0|[1-9]\d*)$/.test(key) ? Number(key) : -1];
    if (entry === undefined && item === undefined) return { file, ...span, exact: false };
    node = entry?.node ?? (item as JsonNode);
    span = entry === undefined ? itemSpan(lines, node) : entrySpan(lines, entry);
  }
  return { file, ...span, exact: true };
}

function rootSpan(lines: Lines, { start, entries }: JsonNode): Span {
  const [first] = entries?.values() ?? [];
  return first ? lines.span(first.keyStart, first.keyEnd) : lines.span(start, start + 1);
}

function entrySpan(lines: Lines, { keyStart, keyEnd, node }: JsonEntry): Span {
  const own = lines.span(keyStart, keyEnd);
  const end = lines.position(node.end);
  return end.line === own.start.line ? { start: own.start, end } : own;
}

function itemSpan(lines: Lines, { start, end }: JsonNode): Span {
  const whole = lines.span(start, end);
  if (whole.start.line === whole.end.line) return whole;
  const lineEnd = lines.text.indexOf("\n", start);
  return lines.span(start, start + lines.text.slice(start, lineEnd).trimEnd().length);
}
