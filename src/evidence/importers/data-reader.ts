import { parsePlain, parseText } from "../../documents/parse.ts";
import type { Path } from "../../util/json-path.ts";
import { fileStart } from "../../model/diagnostic.ts";
import type { Location, Position } from "../../model/location.ts";
import { type Json, getAt, isObject } from "../../util/json.ts";
import { type DiagnosticCollector, type SpanGetter, atStart } from "./diagnostics.ts";
import { addAll } from "../../util/list.ts";

/** A value of a foreign file, or the lack of one, and where it stands. */
export interface SourceValue {
  readonly value: Json | undefined;
  readonly place: SpanGetter;
}

/** A value of a JSON or YAML file, from which one can go on. */
export interface SourceNode extends SourceValue {
  /** Its key in the map, or its position in the list, that it stands in. */
  readonly key: string;
  /** The value further down, which may be absent. */
  get(...path: Path): SourceNode;
  /** The values of a list; none when it is no list. */
  items(): SourceNode[];
  /** The values of a map; none when it is no map. */
  entries(): SourceNode[];
}

/** Most lines of a file that holds a JSON value on each line. */
const MOST_LINES = 10_000;

/** Reads a text that holds a JSON value on each line, as one list; undefined for any other text. */
function readLines(file: string, text: string): SourceNode | undefined {
  const lines = text.split("\n").flatMap((line, i) => (line.trim() === "" ? [] : [{ line, above: i }]));
  const isMap = (line: string): boolean => line.trim().startsWith("{") && line.trim().endsWith("}");
  if (lines.length < 2 || lines.length > MOST_LINES || !lines.every(({ line }) => isMap(line))) return undefined;
  const maps = lines.flatMap(({ line, above }) => {
    const json = parsePlain(file, line);
    return json ? [{ json, above }] : [];
  });
  if (maps.length < lines.length) return undefined;
  return nodeOf(
    maps.map(({ json }) => json.value),
    [],
    ([index, ...path]) => {
      const found = maps[typeof index === "number" ? index : 0];
      const location = found?.json.locate(index === undefined ? [] : path);
      if (!found || !location) return { file, ...fileStart, exact: false };
      const down = ({ line, column }: Position): Position => ({ line: line + found.above, column });
      return { ...location, start: down(location.start), end: down(location.end) };
    },
  );
}

/** The most tokens of a file of another tool: a bill of materials of 32 MiB has this many. */
const MOST_TOKENS = 4_000_000;

/** Reads a text that holds one JSON or YAML document, or JSON on each line; what is wrong with it is logged. */
export function readData(file: string, text: string, log: DiagnosticCollector): SourceNode | undefined {
  const lines = readLines(file, text);
  if (lines) return lines;
  // The size of a file has a limit of its own, and a plain text is read in linear time.
  const plain = parsePlain(file, text, { tokens: Infinity });
  const { documents, diagnostics } = plain ? { documents: [plain], diagnostics: [] } : parseText(file, text, { tokens: MOST_TOKENS }); // prettier-ignore
  addAll(log.diagnostics, diagnostics);
  const [only, second] = documents;
  if (second) log.error(() => second.locate([]), "the file has several documents, but only one is read: split it");
  else if (!only && diagnostics.length === 0) log.error(atStart, "the file is empty: fill it in");
  return only && nodeOf(only.value, [], (path) => only.locate(path));
}

/** The node of a value, given how paths are located. */
export function nodeOf(value: Json | undefined, path: Path, locate: (path: Path) => Location): SourceNode {
  const down = (...further: Path): SourceNode => nodeOf(getAt(value, further), [...path, ...further], locate);
  return {
    value,
    key: String(path.at(-1) ?? ""),
    place: () => {
      const { start, end } = locate(path);
      return { start, end };
    },
    get: down,
    items: () => (Array.isArray(value) ? value.map((_, i) => down(i)) : []),
    entries: () => (isObject(value) ? Object.keys(value).map((key) => down(key)) : []),
  };
}
