import type { Diagnostic } from "../model/diagnostic.ts";
import { fileStart } from "../model/diagnostic.ts";
import type { Document, Kind } from "../model/document.ts";
import type { ParseLimits } from "./parse.ts";
import { parseText } from "./parse.ts";
import type { ReadLimits } from "../repository/read.ts";
import { isDiagnostic, readText } from "../repository/read.ts";
import { findCause } from "./cause.ts";
import { mayContainDocuments, identifyDocuments } from "./recognise.ts";
import { mayContainDocumentsInBytes } from "./search-bytes.ts";
import type { Tree } from "../repository/tree.ts";
import { quote } from "../util/text.ts";

export { headerChange, mayContainDocuments, identifyDocuments } from "./recognise.ts";

/** Options for loading a file. */
export interface LoadOptions {
  /**
   * True if the user named the file, as a target or as evidence (default: true). A file that was only found in a
   * directory and does not mention caregate is skipped without diagnostics.
   */
  readonly named?: boolean;
  /** The only kind to load. Texts that cannot contain a document of it are not parsed. */
  readonly kind?: Kind;
  readonly limits?: ReadLimits & ParseLimits;
}

/** The caregate documents of a text. */
export interface Loaded {
  readonly documents: Document[];
  readonly diagnostics: Diagnostic[];
  /** The number of documents read, of caregate or not. */
  readonly seen: number;
}

/** The caregate documents of a file. */
export interface LoadedFile extends Loaded {
  /** The file's bytes, for digests; undefined when it is unreadable. The first diagnostic then gives the reason. */
  readonly bytes: Uint8Array | undefined;
}

/**
 * Loads the caregate documents of a file. Does not throw.
 *
 * @param file path from the root, with forward slashes
 *
 * @param load parses the text (default: without a cache)
 *
 * @returns also the diagnostics of `readText` and `loadText`
 */
export function loadFile(
  tree: Tree,
  file: string,
  options: LoadOptions = {},
  load: DocumentLoader = loadText,
): LoadedFile {
  const read = readText(tree, file, options.limits);
  if (!isDiagnostic(read)) return { ...load(file, read.text, options), bytes: read.bytes };
  const silent = options.named === false && !concernsUs(tree, file, read);
  return { documents: [], diagnostics: silent ? [] : [read], seen: 0, bytes: undefined };
}

/**
 * Loads the caregate documents of a text: with `apiVersion: caregate/v1` and a known kind.
 *
 * A text that does not mention caregate is not parsed. Problems within other documents are not reported. The
 * diagnostics are those of `parseText`, the errors `document/api-version` and `document/kind`, and the warning
 * `document/none` for a named file without a caregate document.
 *
 * @param file path from the root, for the diagnostics and locations
 */
export function loadText(file: string, text: string, options: LoadOptions = {}): Loaded {
  if (options.kind !== undefined && !mayHold(text, options.kind)) return { documents: [], diagnostics: [], seen: 0 };
  const loaded = mayContainDocuments(text, options.named !== false)
    ? parseOurs(file, text, options)
    : { documents: [], diagnostics: [], seen: 0 };
  if (options.named === false || loaded.documents.length + loaded.diagnostics.length > 0) return loaded;
  return { ...loaded, diagnostics: [nothingOfOurs(file)] };
}

/** Loads the documents of a text. */
export type DocumentLoader = (file: string, text: string, options: LoadOptions) => Loaded;

/** Total characters of cached texts. Their documents take about forty times as many bytes. */
const MOST_KEPT = 2_000_000;

/** Caches the documents of each file. Most commits of a history differ in one file only. */
export function createCachingLoader(): DocumentLoader {
  const known = new Map<string, Loaded>();
  let kept = 0;
  return (file, text, options) => {
    const key = `${file}\0${JSON.stringify(options)}\0${text}`;
    const before = known.get(key);
    if (before) return before;
    const loaded = loadText(file, text, options);
    kept += text.length;
    if (kept > MOST_KEPT) {
      known.clear();
      kept = text.length;
    }
    known.set(key, loaded);
    return loaded;
  };
}

/** Checks whether a text may contain a document of a kind. Only a backslash can hide the name. */
function mayHold(text: string, kind: Kind): boolean {
  return text.includes(kind) || text.includes("\\");
}

function parseOurs(file: string, text: string, options: LoadOptions): Loaded {
  const parsed = parseText(file, text, options.limits);
  const { documents, diagnostics } = identifyDocuments(parsed, options.named !== false);
  const seen = parsed.documents.length;
  if (documents.length + diagnostics.length === 0) return { documents, diagnostics, seen };
  const cause = findCause(file, text, diagnostics.length > 0);
  return cause === undefined ? { documents, diagnostics, seen } : { documents: [], diagnostics: [cause], seen };
}

/** The largest file that is searched for words, in bytes. */
const SEARCH_LIMIT = 64 * 1024 * 1024;

/** True if an unreadable file may be a caregate document. Searches its whole content. */
function concernsUs(tree: Tree, file: string, problem: Diagnostic): boolean {
  if (problem.code === "file/empty") return false;
  if (problem.code !== "file/binary" && problem.code !== "file/too-large") return true;
  const content = tree.readFile(file, SEARCH_LIMIT);
  if (isDiagnostic(content)) return true;
  return mayContainDocumentsInBytes(content);
}

function nothingOfOurs(file: string): Diagnostic {
  const message = `${quote(file)} has no caregate document: start one with \`apiVersion: caregate/v1\` and a \`kind\``;
  return { code: "document/none", severity: "warning", message, file, span: fileStart };
}
