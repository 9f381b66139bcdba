import { type Json, emptyObject } from "../util/json.ts";
import { type PlainEntry, type PlainNode, refuse } from "./plain-node.ts";

/** Longer keys are an error of YAML. */
export const MAX_KEY = 1000;

/** The value of a plain text and, where asked for, its node. */
export interface PlainPart {
  readonly value: Json;
  readonly node: PlainNode;
}

/**
 * Reads a text as JSON if that gives the very value, places and (no) problems that the reader of YAML gives. Refuses anything
 * else: another syntax, a key twice, an integer beyond what is kept exactly.
 *
 * @param depth levels of lists and maps that are read
 *
 * @throws NotPlain or SyntaxError
 */
export function readPlainJson(text: string, depth: number): PlainPart {
  if (/\r(?!\n)/.test(text)) refuse();
  JSON.parse(text);
  return createReader(text, depth).read();
}

/** Reads a text that `JSON.parse` takes, so that only its structure has to be followed. */
function createReader(text: string, maxDepth: number): { read(): PlainPart } {
  let at = 0;
  const token = /[\t\n\r ]*(?:([[\]{}:,])|("(?:[^"\\]|\\.)*")|([^[\]{}:,"\t\n\r ]+))/y;

  function next(): { readonly text: string; readonly start: number } {
    token.lastIndex = at;
    const match = token.exec(text);
    if (match === null) return refuse();
    at = token.lastIndex;
    const found = (match[1] ?? match[2] ?? match[3]) as string;
    return { text: found, start: at - found.length };
  }

  function readValue({ text: first, start }: ReturnType<typeof next>, depth: number): PlainPart {
    if (depth > maxDepth && (first === "{" || first === "[")) refuse();
    if (first === "{") return readMap(start, depth);
    if (first === "[") return readList(start, depth);
    return { value: scalar(first), node: { start, end: at } };
  }

  function readMap(start: number, depth: number): PlainPart {
    const map = emptyObject();
    const entries = new Map<string, PlainEntry>();
    for (let key = next(); key.text !== "}"; key = next()) {
      if (key.text === ",") continue;
      const name = JSON.parse(key.text) as string;
      if (name === "__proto__" || name.length > MAX_KEY || entries.has(name)) refuse();
      const keyEnd = at;
      next();
      const { value, node } = readValue(next(), depth + 1);
      map[name] = value;
      entries.set(name, { keyStart: key.start, keyEnd, node });
    }
    return { value: map, node: { start, end: at, isFlow: true, entries } };
  }

  function readList(start: number, depth: number): PlainPart {
    const list: Json[] = [];
    const items: PlainNode[] = [];
    for (let one = next(); one.text !== "]"; one = next()) {
      if (one.text === ",") continue;
      const { value, node } = readValue(one, depth + 1);
      list.push(value);
      items.push(node);
    }
    return { value: list, node: { start, end: at, isFlow: true, items } };
  }

  return { read: () => readValue(next(), 1) };
}

function scalar(text: string): Json {
  const value = JSON.parse(text) as string | number | boolean | null;
  if (typeof value !== "number") return value;
  if (!Number.isFinite(value) || (/^-?\d+$/.test(text) && !Number.isSafeInteger(value))) refuse();
  return value + 0; // turns -0 into 0
}
