import type { Diagnostic } from "../model/diagnostic.ts";
import type { Location } from "../model/document.ts";
import type { Json, Path } from "../util/json.ts";
/** What a file may hold at most, so that a hostile one ends quickly. */
export interface ParseLimits {
    /** Levels of lists and maps; 64 unless told. The parser recurses: keep it below 500. */
    readonly depth?: number;
    /** Nodes that aliases add, over the whole file; 10,000 unless told. */
    readonly aliases?: number;
    /** Words, marks and gaps between them; 1,000,000 unless told (over 100,000 ordinary lines). */
    readonly tokens?: number;
    /** Diagnostics; 100 unless told. One more says that there would have been others. */
    readonly diagnostics?: number;
}
/** One document of a text. */
export interface ParsedDocument {
    readonly file: string;
    /** Position among the documents of the file that are not empty, from 0. */
    readonly index: number;
    /** Plain data; its maps have no prototype. What could not be read stands as null. */
    readonly value: Json;
    /** Those of the file's diagnostics that are about this document. */
    readonly diagnostics: readonly Diagnostic[];
    /** Where the value at a path stands; see `locate.ts` for what is pointed at. */
    locate(path: Path): Location;
}
/** The documents of a text, and what is wrong with it. */
export interface ParseResult {
    readonly documents: ParsedDocument[];
    readonly diagnostics: Diagnostic[];
}
/**
 * Reads the documents of a YAML 1.2 or JSON text (which is YAML too).
 *
 * Nothing is thrown. Problems are diagnostics: `yaml/syntax` and `yaml/version` (the document is left out, the others
 * are read), `yaml/carriage-return`, `yaml/too-deep` and `yaml/too-large` (reading stops there), and within a document that is otherwise
 * usable `yaml/duplicate-key`, `yaml/unknown-tag`, `yaml/octal`, `yaml/unsafe-integer`, `yaml/not-finite`,
 * `yaml/reserved-key`, `yaml/complex-key`, `yaml/non-string-key`, `yaml/merge-key`, `yaml/unknown-alias` and
 * `yaml/alias-limit`; all of level error. Documents without content are passed over.
 *
 * @param file path from the root, for the diagnostics and locations
 */
export declare function parseText(file: string, text: string, limits?: ParseLimits): ParseResult;
