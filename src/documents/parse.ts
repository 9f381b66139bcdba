import type { Path } from "../util/json-path.ts";
import { linesOf } from "./lines.ts";
import { type ParseLimits, type ParseResult, type ParsedDocument, defaultLimits, parseYaml } from "./parse-yaml.ts";
import { type PlainPart, readPlainJson } from "./plain-json.ts";
import { locateIn, unlessRefused } from "./plain-node.ts";
import { readPlainYaml } from "./plain-yaml.ts";

export type { ParseLimits, ParseResult, ParsedDocument } from "./parse-yaml.ts";

/**
 * Reads the documents of a YAML 1.2 or JSON text, with the result that `parseYaml` defines. A plain text is read without
 * `yaml`, in a small part of its time. `yaml` decides about every other text.
 *
 * Does not throw. All problems are diagnostics.
 *
 * @param file path from the root, for the diagnostics and locations
 */
export function parseText(file: string, text: string, limits: ParseLimits = {}): ParseResult {
  const document = parsePlain(file, text, limits);
  if (document === undefined) return parseYaml(file, text, limits);
  return { documents: [document], unreadable: [], ofFile: [], diagnostics: [] };
}

/** Reads a plain text of one document without problems. Returns undefined for any other. */
export function parsePlain(file: string, source: string, limits: ParseLimits = {}): ParsedDocument | undefined {
  const { depth, tokens } = { ...defaultLimits, ...limits };
  const lines = linesOf(source.startsWith("\uFEFF") ? source.slice(1) : source);
  const { text } = lines;
  // The lexer of `yaml` gives at most two tokens for each character, and two for the text.
  if (2 * text.length + 2 > tokens) return undefined;
  const read = /^[\t\n\r ]*[[{]/.test(text)
    ? (): PlainPart => readPlainJson(text, depth)
    : (makesNodes: boolean): PlainPart => readPlainYaml(text, depth, makesNodes);
  const part = unlessRefused(() => read(false));
  if (part === undefined) return undefined;
  let root = part.node.entries || part.node.items ? part.node : undefined;
  const locate = (path: Path) => {
    // Most documents never have a problem to show.
    root ??= read(true).node;
    return locateIn(file, lines, root, path);
  };
  // An edit has to know every token, so it reads the text again with `yaml`.
  let full: ParsedDocument | undefined;
  const reread = (): ParsedDocument | undefined => (full ??= parseYaml(file, source, limits).documents[0]);
  return {
    file,
    index: 0,
    value: part.value,
    text,
    diagnostics: [],
    locate,
    source: (path) => reread()?.source(path),
    edit: (change) => reread()?.edit(change),
  };
}
