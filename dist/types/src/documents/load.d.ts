import type { Diagnostic } from "../model/diagnostic.ts";
import type { Document, Kind } from "../model/document.ts";
import type { ParseLimits } from "./parse.ts";
import type { ReadLimits } from "../repository/read.ts";
import type { Tree } from "../repository/tree.ts";
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
export declare function loadFile(tree: Tree, file: string, options?: LoadOptions, load?: DocumentLoader): LoadedFile;
/**
 * Loads the documents of a text that are ours: with `apiVersion: caregate/v1` and one of our kinds.
 *
 * A text that does not mention caregate is not parsed, and what is wrong within documents of others is not reported.
 * Beside the diagnostics of `parseText` there are the errors `document/api-version` and `document/kind`, and, for a
 * file that was named, the warning `document/none` when it holds nothing of ours.
 *
 * @param file path from the root, for the diagnostics and locations
 */
export declare function loadText(file: string, text: string, options?: LoadOptions): Loaded;
/** Reads the documents of a text. */
export type DocumentLoader = (file: string, text: string, options: LoadOptions) => Loaded;
/** Reads the same text of the same file once: of the states of a history, most differ in one file. */
export declare function createCachingLoader(): DocumentLoader;
