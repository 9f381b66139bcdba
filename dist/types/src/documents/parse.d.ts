import type { Diagnostic } from "../model/diagnostic.ts";
import type { Path } from "../util/json-path.ts";
import type { Location } from "../model/location.ts";
import type { Json } from "../util/json.ts";
/** What a file may hold at most, so that a hostile one ends quickly. */
export interface ParseLimits {
    /** Levels of lists and maps; 64 unless told. The parser recurses: keep it below 500. */
    readonly depth?: number;
    /** Nodes that aliases add, over the whole file; 10,000 unless told. */
    readonly aliases?: number;
    /** Words, marks and gaps between them; 1,000,000 unless told (over 100,000 ordinary lines). */
    readonly tokens?: number;
    /** Diagnostics of one document (default: 100). One more says how many others there are. */
    readonly diagnostics?: number;
}
/** A stretch of a text that holds one document, from the end of the document before to its own end. */
interface DocumentText {
    readonly text: string;
    /** Problems of this document alone; one of level error means that it must not be trusted as it was read. */
    readonly diagnostics: readonly Diagnostic[];
}
/** One document of a text. */
export interface ParsedDocument extends DocumentText {
    readonly file: string;
    /** Position among the documents of the file that are not empty, from 0. */
    readonly index: number;
    /** Plain data; its maps have no prototype. What could not be read stands as null. */
    readonly value: Json;
    /** Where the value at a path stands; see `locate.ts` for what is pointed at. */
    locate(path: Path): Location;
}
/** The documents of a text, and what is wrong with it. */
export interface ParseResult {
    readonly documents: ParsedDocument[];
    /** Documents that could not be read at all. */
    readonly unreadable: DocumentText[];
    /** Problems of the file as a whole. */
    readonly ofFile: readonly Diagnostic[];
    /** All problems: of the file, then of each document in its order. */
    readonly diagnostics: Diagnostic[];
}
/**
 * Reads the documents of a YAML 1.2 or JSON text (which is YAML too).
 *
 * Nothing is thrown. Problems are diagnostics: `yaml/syntax` and `yaml/version` (the document is left out, the others
 * are read), `yaml/carriage-return`, `yaml/line-separator`, `yaml/too-deep` and `yaml/too-large` (reading stops there), and within a document that is otherwise
 * usable `yaml/duplicate-key`, `yaml/unknown-tag`, `yaml/octal`, `yaml/unsafe-integer`, `yaml/not-finite`,
 * `yaml/reserved-key`, `yaml/complex-key`, `yaml/non-string-key`, `yaml/merge-key`, `yaml/unknown-alias` and
 * `yaml/alias-limit`; all of level error. Documents without content are passed over. Each document has its own budget of
 * diagnostics, so that no document hides the problems of another.
 *
 * @param file path from the root, for the diagnostics and locations
 */
export declare function parseText(file: string, text: string, limits?: ParseLimits): ParseResult;
export {};
