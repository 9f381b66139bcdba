import type { Diagnostic } from "../model/diagnostic.ts";
import type { DocumentChange, LocatedEdit, TextEdit } from "../model/edit.ts";
import type { Path } from "../util/json-path.ts";
import type { Location } from "../model/location.ts";
import type { Json } from "../util/json.ts";
/** Limits for one file, so that hostile input ends quickly. */
export interface ParseLimits {
    /** Levels of lists and maps (default: 64). The parser recurses: keep it below 500. */
    readonly depth?: number;
    /** Nodes that aliases add, over the whole file (default: 10,000). */
    readonly aliases?: number;
    /** Words, marks and gaps between them (default: 1,000,000, over 100,000 ordinary lines). Brackets and commas count five. */
    readonly tokens?: number;
    /** Diagnostics of one document (default: 100). One more gives the number of the others. */
    readonly diagnostics?: number;
}
export declare const defaultLimits: Required<ParseLimits>;
/** The part of a text with one document, from the end of the previous document to its own end. */
interface DocumentText {
    readonly text: string;
    /** Problems of this document. After one of level error the document is not trustworthy as read. */
    readonly diagnostics: readonly Diagnostic[];
}
/** One document of a text. */
export interface ParsedDocument extends DocumentText {
    readonly file: string;
    /** Index among the non-empty documents of the file, from 0. */
    readonly index: number;
    /** Plain data. Its maps have no prototype. Unreadable parts are null. */
    readonly value: Json;
    /** The location of the value at a path. `locate.ts` defines its span. */
    locate(path: Path): Location;
    /** The text of the single value at a path as it is written; undefined for any other value. */
    readonly source: (path: Path) => string | undefined;
    /** The edit for a change; undefined if it cannot be made in place. */
    readonly edit: (change: DocumentChange) => LocatedEdit | undefined;
    /**
     * The edit for a change, with offsets in the text without its byte order mark.
     * @throws EditProblem if it cannot be made in place
     */
    readonly plan: (change: DocumentChange) => TextEdit;
}
/** The documents and problems of a text. */
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
 * Reads the documents of a YAML 1.2 or JSON text. JSON is also YAML.
 *
 * Does not throw. All problems are diagnostics of level error. `yaml/syntax` and `yaml/version` skip the document.
 * `yaml/carriage-return` and `yaml/line-separator` refer to line ends. `yaml/too-deep` and `yaml/too-large` stop
 * reading. The others occur within a usable document: `yaml/duplicate-key`, `yaml/unknown-tag`, `yaml/octal`,
 * `yaml/unsafe-integer`, `yaml/not-finite`, `yaml/reserved-key`, `yaml/complex-key`, `yaml/non-string-key`,
 * `yaml/merge-key`, `yaml/unknown-alias` and `yaml/alias-limit`.
 *
 * Empty documents are skipped. Each document has its own limit of diagnostics, so it cannot hide the problems of
 * another.
 *
 * @param file path from the root, for the diagnostics and locations
 */
export declare function parseYaml(file: string, text: string, limits?: ParseLimits): ParseResult;
/** True if a text has at most as many tokens as a limit, whatever they are. */
export declare function fitsTokens(text: string, limit: number): boolean;
export {};
