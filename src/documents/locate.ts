import type { Alias, Pair, ParsedNode, YAMLMap } from "yaml";
import { isAlias, isCollection, isMap, isScalar, isSeq } from "yaml";
import type { Location, Span } from "../model/location.ts";
import { type Path, parseIndex } from "../util/json-path.ts";
import { usableKey } from "./convert.ts";
import type { Lines } from "./lines.ts";

type LocatedPair = Pair<ParsedNode, ParsedNode | null>;

/** One step on the way to a value: the value's node, and what stands for it in the text. */
interface NodeWithSpan {
  readonly node: ParsedNode | null;
  span(): Span;
}

/** What locating in one document needs. */
export interface SourceDocument {
  readonly file: string;
  readonly lines: Lines;
  readonly root: ParsedNode;
  /** Where the aliases that could be expanded lead. */
  readonly targets: ReadonlyMap<Alias, ParsedNode>;
}

/**
 * Where the value at a path stands: what a person would call the line to change.
 *
 * An entry of a map is its key and value when both are on one line, or else its key alone; an element of a list is
 * itself when on one line, or else its first line; the root is its first key. For an absent value the deepest parent
 * that exists is meant, and `exact` is false. A path that ends at an alias means the place of the alias; one that goes
 * on through it means the anchored value, since the text to change stands there.
 */
export function locate(source: SourceDocument, path: Path): Location {
  let place: NodeWithSpan = { node: source.root, span: () => rootSpan(source) };
  let exact = true;
  for (const key of path) {
    const next = step(source, place.node, key);
    if (next === undefined) {
      exact = false;
      break;
    }
    place = next;
  }
  return { file: source.file, ...place.span(), exact };
}

function step(source: SourceDocument, from: ParsedNode | null, key: string | number): NodeWithSpan | undefined {
  const node = isAlias(from) ? source.targets.get(from) : from;
  if (isMap(node)) {
    const name = String(key);
    const pair = pairsOf(node).get(name);
    return pair && { node: pair.value, span: () => entrySpan(source.lines, pair) };
  }
  if (isSeq(node)) {
    const item = node.items[parseIndex(key) ?? -1];
    return item && { node: item, span: () => elementSpan(source.lines, item) };
  }
  return undefined;
}

/** The entries of maps by key, the first of each, worked out once per map: a map may have many, and each be asked for. */
const pairsByKey = new WeakMap<YAMLMap, ReadonlyMap<string, LocatedPair>>();

function pairsOf(map: YAMLMap): ReadonlyMap<string, LocatedPair> {
  const known = pairsByKey.get(map);
  if (known) return known;
  const pairs = new Map<string, LocatedPair>();
  for (const pair of map.items as LocatedPair[]) {
    const key = usableKey(pair);
    if (key !== undefined && !pairs.has(key)) pairs.set(key, pair);
  }
  pairsByKey.set(map, pairs);
  return pairs;
}

function entrySpan(lines: Lines, { key, value }: LocatedPair): Span {
  const own = lines.span(key.range[0], key.range[1]);
  if (value === null || isEmpty(value)) return own;
  const end = lines.position(value.range[1]);
  return end.line === own.start.line ? { start: own.start, end } : own;
}

function elementSpan(lines: Lines, item: ParsedNode): Span {
  const [start, end] = item.range;
  if (isEmpty(item)) return lines.span(lines.text[start - 1] === "-" ? start - 1 : start, end);
  const whole = lines.span(start, end);
  if (whole.start.line === whole.end.line) return whole;
  const first = isMap(item) ? item.items[0] : undefined;
  if (first !== undefined && !(isCollection(item) && item.flow)) return entrySpan(lines, first);
  return lines.span(start, start + firstLine(lines.text, start).length);
}

function firstLine(text: string, start: number): string {
  const end = text.indexOf("\n", start);
  return text.slice(start, end === -1 ? text.length : end).trimEnd();
}

function rootSpan({ lines, root }: SourceDocument): Span {
  const first = isMap(root) ? root.items[0] : undefined;
  if (first !== undefined) return lines.span(first.key.range[0], first.key.range[1]);
  return lines.span(root.range[0], root.range[0] + 1);
}

/** Whether nothing is written where a value could be. */
function isEmpty(node: ParsedNode): boolean {
  return isScalar(node) && node.value === null && node.range[0] === node.range[1];
}
