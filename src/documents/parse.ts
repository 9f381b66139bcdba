import type { Path } from "../util/json-path.ts";
import { linesOf } from "./lines.ts";
import {
  type ParseLimits,
  type ParseResult,
  type ParsedDocument,
  defaultLimits,
  fitsTokens,
  parseYaml,
} from "./parse-yaml.ts";
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
  if (!fitsTokens(text, tokens)) return undefined;
  const read = /^[\t\n\r ]*[[{]/.test(text)
    ? (): PlainPart => readPlainJson(text, depth)
    : (makesNodes: boolean): PlainPart => readPlainYaml(text, depth, makesNodes);
  // Every report shows the line of a manifest's name. Most other documents never have a problem to show.
  const part = unlessRefused(() => read(text.includes("AIDeployment")));
  if (part === undefined) return undefined;
  let root = part.node.entries || part.node.items ? part.node : undefined;
  const locate = (path: Path) => {
    root ??= read(true).node;
    return locateIn(file, lines, root, path);
  };
  // An edit has to know every token, so it reads the text again with `yaml`.
  let full: ParsedDocument | undefined;
  const reread = (): ParsedDocument => {
    full ??= parseYaml(file, source, limits).documents[0];
    if (!full) throw new Error(`${file} is plain, and yaml finds no document in it`);
    return full;
  };
  return {
    file,
    index: 0,
    value: part.value,
    text,
    diagnostics: [],
    locate,
    source: (path) => reread().source(path),
    edit: (change) => reread().edit(change),
    plan: (change) => reread().plan(change),
  };
}
