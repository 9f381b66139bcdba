import { decodeText } from "../util/decode-text.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { fileStart } from "../model/diagnostic.ts";
import type { Document, Kind } from "../model/document.ts";
import type { ParseLimits } from "./parse.ts";
import { parseText } from "./parse.ts";
import type { ReadLimits } from "../repository/read.ts";
import { isDiagnostic, readText } from "../repository/read.ts";
import { findCause } from "./cause.ts";
import { mayContainDocuments, identifyDocuments } from "./recognise.ts";
import type { Tree } from "../repository/tree.ts";
import { quote } from "../util/text.ts";

export { mayContainDocuments, identifyDocuments } from "./recognise.ts";

/** How a file is loaded. */
export interface LoadOptions {
  /**
   * Whether someone named the file, as a target or as evidence; yes unless told. One that was only come upon in a
   * directory is no business of ours unless it mentions caregate, and then nothing is said about it.
   */
  readonly named?: boolean;
  /** The one kind that is wanted: texts that cannot hold a document of it are not parsed. */
  readonly kind?: Kind;
  readonly limits?: ReadLimits & ParseLimits;
}

/** What a text holds of ours. */
export interface Loaded {
  readonly documents: Document[];
  readonly diagnostics: Diagnostic[];
  /** How many documents were read, ours or not. */
  readonly seen: number;
}

/** What a file holds of ours. */
export interface LoadedFile extends Loaded {
  /** The file's bytes, for digests; undefined when it could not be read: then the first diagnostic says why. */
  readonly bytes: Uint8Array | undefined;
}

/**
 * Loads the documents of a file that are ours. Nothing is thrown.
 *
 * @param file path from the root, with forward slashes
 * @param load reads its text; anew unless told
 * @returns with the diagnostics of `readText` and `loadText`
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
 * Loads the documents of a text that are ours: with `apiVersion: caregate/v1` and one of our kinds.
 *
 * A text that does not mention caregate is not parsed, and what is wrong within documents of others is not reported.
 * Beside the diagnostics of `parseText` there are the errors `document/api-version` and `document/kind`, and, for a
 * file that was named, the warning `document/none` when it holds nothing of ours.
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

/** Reads the documents of a text. */
export type DocumentLoader = (file: string, text: string, options: LoadOptions) => Loaded;

/** Characters of the texts of which the documents are kept; these take some forty times as many bytes. */
const MOST_KEPT = 2_000_000;

/** Reads the same text of the same file once: of the states of a history, most differ in one file. */
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

/** Whether a text may hold a document of a kind; only a backslash could write it otherwise. */
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

/** True if a file that could not be read as text may be ours; its whole content is searched. */
function concernsUs(tree: Tree, file: string, problem: Diagnostic): boolean {
  if (problem.code === "file/empty") return false;
  if (problem.code !== "file/binary" && problem.code !== "file/too-large") return true;
  const content = tree.readFile(file, SEARCH_LIMIT);
  if (isDiagnostic(content)) return true;
  const text = decodeText(content, 0, "latin1");
  // Without its NULs a UTF-16 or UTF-32 text reads like plain ASCII.
  return mayContainDocuments(content.includes(0) ? text.replaceAll("\0", "") : text);
}

function nothingOfOurs(file: string): Diagnostic {
  const message = `${quote(file)} holds no caregate document: one starts with \`apiVersion: caregate/v1\` and a \`kind\``;
  return { code: "document/none", severity: "warning", message, file, span: fileStart };
}
