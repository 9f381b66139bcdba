import type { Diagnostic } from "../model/diagnostic.ts";
import type { Document, Kind } from "../model/document.ts";
import type { ParseLimits } from "./parse.ts";
import type { ReadLimits } from "../repository/read.ts";
import type { Tree } from "../repository/tree.ts";
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
export declare function loadFile(tree: Tree, file: string, options?: LoadOptions, load?: DocumentLoader): LoadedFile;
/**
 * Loads the caregate documents of a text: with `apiVersion: caregate/v1` and a known kind.
 *
 * A text that does not mention caregate is not parsed. Problems within other documents are not reported. The
 * diagnostics are those of `parseText`, the errors `document/api-version` and `document/kind`, and the warning
 * `document/none` for a named file without a caregate document.
 *
 * @param file path from the root, for the diagnostics and locations
 */
export declare function loadText(file: string, text: string, options?: LoadOptions): Loaded;
/** Loads the documents of a text. */
export type DocumentLoader = (file: string, text: string, options: LoadOptions) => Loaded;
/** Caches the documents of each file. Most commits of a history differ in one file only. */
export declare function createCachingLoader(): DocumentLoader;
