import type { Pair, ParsedNode, YAMLMap, YAMLSeq } from "yaml";
import { isMap, isScalar, isSeq } from "yaml";
import type { DocumentChange, SetChange } from "../../model/edit.ts";
import { type Json, type Path, emptyObject, formatPath } from "../../util/json.ts";
import { parseIndex } from "../../util/json-path.ts";
import { usableKey } from "../convert.ts";
import { blockText, likeBefore } from "./render.ts";

/** A part of a text to replace, by offsets in UTF-16 code units; the end is exclusive. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A change that cannot be made in place; the message ends with what to do. */
export class EditProblem extends Error {}

type YamlPair = Pair<ParsedNode, ParsedNode | null>;

/** The text that is edited. */
export interface EditSource {
  readonly text: string;
  readonly root: ParsedNode;
  /** The line break of the file. */
  readonly newline: string;
  /** Writes a value on one line: as JSON in a file of JSON. */
  readonly render: (value: Json) => string;
}

const byHand = (path: Path, why: string): EditProblem =>
  new EditProblem(`${formatPath(path)} ${why}: change it by hand`);

/**
 * Plans the edit for a change.
 * @throws EditProblem where the text has another form than the edits know
 */
export function planEdit(source: EditSource, change: DocumentChange): TextEdit {
  return "rename" in change ? planRename(source, change.rename, change.to) : planSet(source, change);
}

function planRename({ root }: EditSource, path: Path, to: string): TextEdit {
  const parent = nodeAt(root, path.slice(0, -1));
  const pair = isMap(parent) ? pairOf(parent, String(path.at(-1))) : undefined;
  if (!pair || !isScalar(pair.key)) throw byHand(path, "is not a key of a map");
  return { start: pair.key.range[0], end: pair.key.range[1], text: likeBefore(pair.key, to) };
}

function planSet(source: EditSource, { set: path, to, order }: SetChange): TextEdit {
  let node: ParsedNode | null = source.root;
  for (const [i, key] of path.entries()) {
    const rest = path.slice(i + 1);
    if (isPlainMap(node)) {
      const pair = pairOf(node, String(key));
      if (!pair) return addEntry(source, node, String(key), nest(rest, to), order);
      if (rest.length === 0 || isEmpty(pair.value)) return replaceValue(source, pair, nest(rest, to), path);
      node = pair.value;
    } else if (isPlainSeq(node)) {
      const index = parseIndex(key) ?? -1;
      const item: ParsedNode | undefined = node.items[index];
      if (item === undefined && index === node.items.length) return addElement(source, node, nest(rest, to), path);
      if (item === undefined) throw byHand(path, "is not in the list");
      if (rest.length === 0) return replaceNode(source, item, to, path);
      node = item;
    } else throw byHand(path, "is behind an alias, an anchor or a single value");
  }
  throw byHand(path, "is the whole document");
}

/** A map or list without an anchor or a tag, whose change would change other places too. */
const isPlainMap = (node: ParsedNode | null): node is YAMLMap.Parsed => isMap(node) && isPlain(node);
const isPlainSeq = (node: ParsedNode | null): node is YAMLSeq.Parsed => isSeq(node) && isPlain(node);
const isPlain = (node: ParsedNode): boolean =>
  node.tag === undefined && !("anchor" in node && node.anchor !== undefined);

const isEmpty = (node: ParsedNode | null): boolean =>
  node === null || (isScalar(node) && node.value === null && isPlain(node));

/** The node at a path; null where there is none. */
export function nodeAt(root: ParsedNode, path: Path): ParsedNode | null {
  let node: ParsedNode | null = root;
  for (const key of path) {
    if (isMap(node)) node = pairOf(node, String(key))?.value ?? null;
    else if (isSeq(node)) node = node.items[parseIndex(key) ?? -1] ?? null;
    else return null;
  }
  return node;
}

const pairOf = (map: YAMLMap.Parsed, key: string): YamlPair | undefined =>
  (map.items as readonly YamlPair[]).find((pair) => usableKey(pair) === key);

/** A value within the maps and lists that a path still lacks. */
function nest(path: Path, value: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (typeof key === "number") return [nest(rest, value)];
  return Object.assign(emptyObject(), { [key]: nest(rest, value) });
}

/** The offset after the colon of an entry; that after its key, for a key alone. */
function afterColon({ text }: EditSource, { key }: YamlPair): { readonly at: number; readonly hasColon: boolean } {
  const end = key.range[1];
  const colon = /^[ \t]*:/.exec(text.slice(end, end + 100));
  return colon ? { at: end + colon[0].length, hasColon: true } : { at: end, hasColon: false };
}

function replaceValue(source: EditSource, pair: YamlPair, to: Json, path: Path): TextEdit {
  const { value } = pair;
  if (value !== null && value.range[0] < value.range[1]) return replaceNode(source, value, to, path);
  if (value !== null && !isPlain(value)) throw byHand(path, "has an anchor or a tag");
  const { at, hasColon } = afterColon(source, pair);
  return { start: at, end: at, text: `${hasColon ? "" : ":"} ${source.render(to)}` };
}

function replaceNode(source: EditSource, node: ParsedNode, to: Json, path: Path): TextEdit {
  const { text, newline, render } = source;
  const [start, end] = node.range;
  if (!isPlain(node)) throw byHand(path, "has an anchor or a tag");
  if (isScalar(node)) {
    const isBlock = node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED";
    return { start, end, text: isBlock ? `${render(to)}${newline}` : likeBefore(node, to) };
  }
  if (!isFlow(text, node)) throw byHand(path, "is a block of several lines");
  return { start, end, text: render(to) };
}

const isFlow = (text: string, node: ParsedNode): boolean => text[node.range[0]] === "{" || text[node.range[0]] === "[";

/** The offset where a value ends, without the comments and empty lines after it. */
function endOf(source: EditSource, node: ParsedNode): number {
  if (isScalar(node) || isFlow(source.text, node)) return node.range[1];
  const last = isMap(node) || isSeq(node) ? node.items.at(-1) : undefined;
  if (last === undefined) return node.range[1];
  return isMap(node) ? endOfPair(source, last as YamlPair) : endOf(source, last as ParsedNode);
}

function endOfPair(source: EditSource, pair: YamlPair): number {
  const { value } = pair;
  if (value === null || (value.range[0] === value.range[1] && isScalar(value))) return afterColon(source, pair).at;
  return endOf(source, value);
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

/** Inserts whole lines after the line where something ends. */
function insertLines({ text, newline }: EditSource, end: number, lines: readonly string[]): TextEdit {
  if (text[end - 1] === "\n") return { start: end, end, text: lines.map((line) => line + newline).join("") };
  const next = text.indexOf("\n", end);
  const at = next < 0 ? text.length : next + 1;
  const all = lines.join(newline);
  return { start: at, end: at, text: next < 0 ? newline + all : all + newline };
}

/** The entry after which a key goes by the order of its schema; the last entry if no order is known. */
function entryBefore(map: YAMLMap.Parsed, key: string, order: readonly string[] = []): YamlPair {
  const items = map.items as readonly YamlPair[];
  const rank = order.indexOf(key);
  const before = rank < 0 ? undefined : items.findLast((pair) => isBefore(order, usableKey(pair), rank));
  return before ?? (items.at(-1) as YamlPair);
}

const isBefore = (order: readonly string[], key: string | undefined, rank: number): boolean =>
  key !== undefined && order.includes(key) && order.indexOf(key) < rank;

function addEntry(
  source: EditSource,
  map: YAMLMap.Parsed,
  key: string,
  value: Json,
  order: readonly string[] | undefined,
): TextEdit {
  const { text } = source;
  const entry = Object.assign(emptyObject(), { [key]: value });
  if (isFlow(text, map)) return addToFlow(source, map, source.render(entry).replace(/^\{ ?/, "").replace(/ ?\}$/, ""));
  const before = entryBefore(map, key, order);
  const indent = columnOf(text, before.key.range[0]);
  return insertLines(source, endOfPair(source, before), blockText(entry, indent));
}

function addElement(source: EditSource, list: YAMLSeq.Parsed, value: Json, path: Path): TextEdit {
  const { text } = source;
  if (isFlow(text, list)) return addToFlow(source, list, source.render(value));
  const last = list.items.at(-1);
  if (!last) throw byHand(path, "is a list without an element");
  const indent = columnOf(text, list.range[0]);
  const lines =
    isFlow(text, last) || isScalar(last)
      ? [`${" ".repeat(indent)}- ${source.render(value)}`]
      : blockText([value], indent);
  return insertLines(source, endOf(source, last), lines);
}

/** Adds to a list or map in brackets. */
function addToFlow(source: EditSource, node: YAMLMap.Parsed | YAMLSeq.Parsed, added: string): TextEdit {
  const [start, end] = node.range;
  const last = node.items.at(-1);
  if (last) {
    const at = isMap(node) ? endOfPair(source, last as YamlPair) : endOf(source, last as ParsedNode);
    return { start: at, end: at, text: `, ${added}` };
  }
  const [open, close] = isMap(node) ? ["{ ", " }"] : ["[", "]"];
  if (!/^[[{]\s*[\]}]$/.test(source.text.slice(start, end)))
    throw new EditProblem("brackets with a comment only: change them by hand");
  return { start, end, text: open + added + close };
}
