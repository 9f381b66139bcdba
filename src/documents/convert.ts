import type { Alias, Pair, ParsedNode, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { isAlias, isMap, isScalar, isSeq } from "yaml";
import type { Json, JsonObject } from "../util/json.ts";
import { emptyObject, isObject } from "../util/json.ts";
import { quote } from "../util/text.ts";

type YamlPair = Pair<ParsedNode, ParsedNode | null>;

/** Reports a problem: its span in the text, its code, and the message. */
export type ReportProblem = (start: number, end: number, code: string, message: string) => void;

/** State shared by the conversions of one file. */
export interface Conversion {
  readonly text: string;
  readonly depth: number;
  /** The number of nodes that aliases may still add. */
  aliasBudget: number;
  /** The line of an offset, for messages that refer to another location. */
  line(offset: number): number;
  readonly report: ReportProblem;
}

/** The content of one document and the targets of its aliases. */
export interface Converted {
  readonly value: Json;
  readonly targets: ReadonlyMap<Alias, ParsedNode>;
}

interface ConversionState {
  readonly file: Conversion;
  /** The latest node with each anchor. */
  readonly anchors: Map<string, ParsedNode>;
  /** The values of anchored nodes that are complete. */
  readonly values: Map<ParsedNode, Json>;
  readonly targets: Map<Alias, ParsedNode>;
}

/**
 * Converts a parsed document to plain data. Reports everything else and replaces it with null, like a missing value.
 * Skips an entry with an unusable key. Of two entries with the same key, the first counts.
 */
export function convert(root: ParsedNode, file: Conversion): Converted {
  const walk: ConversionState = { file, anchors: new Map(), values: new Map(), targets: new Map() };
  return { value: toJson(root, 1, walk), targets: walk.targets };
}

/** The usable key of an entry, or undefined when the entry is skipped. */
export function usableKey(pair: { readonly key: unknown }): string | undefined {
  const { key } = pair;
  if (!isScalar(key) || typeof key.value !== "string") return undefined;
  if (key.value === "__proto__" || isMergeKey(key)) return undefined;
  return key.value;
}

function isMergeKey(key: Scalar): boolean {
  return key.value === "<<" && key.type === "PLAIN";
}

function toJson(node: ParsedNode | null, level: number, walk: ConversionState): Json {
  if (node === null) return null;
  if (isAlias(node)) return aliasToJson(node, level, walk);
  if (node.anchor !== undefined) walk.anchors.set(node.anchor, node);
  const value = isScalar(node) ? scalarToJson(node, walk.file) : collectionToJson(node, level, walk);
  if (node.anchor !== undefined) walk.values.set(node, value);
  return value;
}

function collectionToJson(node: YAMLMap.Parsed | YAMLSeq.Parsed, level: number, walk: ConversionState): Json {
  if (level > walk.file.depth) {
    walk.file.report(node.range[0], node.range[0] + 1, "yaml/too-deep", tooDeep(walk.file.depth));
    return null;
  }
  if (isMap(node)) return mapToJson(node.items, level, walk);
  return node.items.map((item) =>
    // A list may contain bare pairs only under tags that are not supported.
    isMap(item) || isSeq(item) || isScalar(item) || isAlias(item) ? toJson(item, level + 1, walk) : null,
  );
}

/** Formats the message for nesting beyond a limit. */
export function tooDeep(depth: number): string {
  return `more than ${depth} levels of lists and maps: flatten this`;
}

function mapToJson(items: readonly YamlPair[], level: number, walk: ConversionState): JsonObject {
  const map = emptyObject();
  let firsts: Map<string, ParsedNode> | undefined;
  for (const pair of items) {
    const key = usableKey(pair);
    if (pair.key !== null && !isAlias(pair.key) && pair.key.anchor !== undefined) toJson(pair.key, level + 1, walk);
    const value = toJson(pair.value, level + 1, walk);
    if (key === undefined) {
      reportKey(pair.key, walk.file);
    } else if (key in map) {
      firsts ??= firstKeys(items);
      reportDuplicate(pair.key, key, firsts.get(key), walk.file);
    } else {
      map[key] = value;
    }
  }
  return map;
}

function firstKeys(items: readonly YamlPair[]): Map<string, ParsedNode> {
  const firsts = new Map<string, ParsedNode>();
  for (const pair of items) {
    const key = usableKey(pair);
    if (key !== undefined && !firsts.has(key)) firsts.set(key, pair.key);
  }
  return firsts;
}

function reportDuplicate(node: ParsedNode, key: string, first: ParsedNode | undefined, file: Conversion): void {
  const line = first === undefined ? "" : ` on line ${file.line(first.range[0])}`;
  const message = `the key ${quote(key)} is already used${line}: remove one of the two`;
  file.report(node.range[0], node.range[1], "yaml/duplicate-key", message);
}

function reportKey(key: ParsedNode, file: Conversion): void {
  const [start, end] = key.range;
  if (!isScalar(key)) {
    file.report(
      start,
      end,
      "yaml/complex-key",
      "a key must be a plain text: write it out, or put a text that starts with a bracket in quotes",
    );
  } else if (key.value === "__proto__") {
    file.report(start, end, "yaml/reserved-key", "the key `__proto__` is not allowed: choose another name");
  } else if (isMergeKey(key)) {
    const message = "the merge key `<<` is not supported: write the entries out, or use an anchor for a whole value";
    file.report(start, end, "yaml/merge-key", message);
  } else {
    const text = file.text.slice(start, end);
    const message =
      text === ""
        ? "a key is missing before the colon: write one"
        : `the key ${quote(text)} is not a text: put it in quotes`;
    file.report(start, end, "yaml/non-string-key", message);
  }
}

function aliasToJson(node: Alias.Parsed, level: number, walk: ConversionState): Json {
  const [start, end] = node.range;
  const name = quote(`*${node.source}`);
  const fail = (code: string, message: string): null => (walk.file.report(start, end, code, message), null);
  const target = walk.anchors.get(node.source);
  if (target === undefined)
    return fail("yaml/unknown-alias", `no anchor above for ${name}: add ${quote(`&${node.source}`)} there`);
  const value = walk.values.get(target);
  if (value === undefined) return fail("yaml/alias-limit", `${name} is within its own anchor: write the value out`);
  if (walk.file.aliasBudget < 0) return null; // already reported
  const copied = copy(value, level, walk.file);
  if (copied === "too-many") return fail("yaml/alias-limit", `${name} makes the file too large: use fewer aliases`);
  if (copied === "too-deep") return fail("yaml/too-deep", tooDeep(walk.file.depth));
  walk.targets.set(node, target);
  return copied.value;
}

type Copied = { readonly value: Json } | "too-many" | "too-deep";

/** Copies an anchored value, because two locations of a document must not share one. */
function copy(value: Json, level: number, file: Conversion): Copied {
  if (--file.aliasBudget < 0) return "too-many";
  if (value === null || typeof value !== "object") return { value };
  if (level > file.depth) return "too-deep";
  if (!isObject(value)) {
    const list: Json[] = [];
    for (const item of value) {
      const copied = copy(item, level + 1, file);
      if (typeof copied === "string") return copied;
      list.push(copied.value);
    }
    return { value: list };
  }
  const map = emptyObject();
  for (const key of Object.keys(value)) {
    const copied = copy(value[key] as Json, level + 1, file);
    if (typeof copied === "string") return copied;
    map[key] = copied.value;
  }
  return { value: map };
}

function scalarToJson(node: Scalar.Parsed, file: Conversion): Json {
  const { value } = node;
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  const problem = typeof value === "number" ? numberProblem(value, node.source) : notData(node.source);
  if (problem === undefined) return (value as number) + 0; // turns -0 into 0
  file.report(node.range[0], node.range[1], problem.code, problem.message);
  return null;
}

interface NumberProblem {
  readonly code: string;
  readonly message: string;
}

function numberProblem(value: number, source: string): NumberProblem | undefined {
  const text = quote(source);
  if (/^0o|^[-+]?0\d+$/.test(source)) return octal(value, source);
  if (!Number.isFinite(value))
    return { code: "yaml/not-finite", message: `${text} is not a finite number: write one, or put it in quotes` };
  if (!Number.isSafeInteger(value) && /^[-+]?\d+$|^0x/.test(source)) {
    const message = `${text} is too large to be kept exactly: put it in quotes, or write a smaller number`;
    return { code: "yaml/unsafe-integer", message };
  }
  return undefined;
}

function octal(value: number, source: string): NumberProblem {
  const read = source.startsWith("0o") ? undefined : Number.parseInt(source, 8);
  const old = /[89]/.test(source) || read === undefined || read === value ? "" : ` (or ${read}, if octal was meant)`;
  const message = `${quote(source)} is read differently by different tools: write ${value}${old}, or put it in quotes`;
  return { code: "yaml/octal", message };
}

function notData(source: string): NumberProblem {
  return { code: "yaml/unknown-tag", message: `${quote(source)} is not plain data: remove its tag` };
}
