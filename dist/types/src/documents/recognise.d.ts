import type { Diagnostic } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
import type { ParseResult } from "./parse.ts";
/** What the documents of this program state as `apiVersion`. */
export declare const apiVersion = "caregate/v1";
/**
 * True if a text may hold a document of ours: a cheap look at its words, so that other files need not be parsed. It never
 * misses one: a version and a kind are written out, as escapes, or as an alias of a text that is written out.
 * Our mere name does not count: whoever uses us has it in lock files and workflows.
 *
 * @param named true if somebody named the file: then a kind of ours without our `apiVersion` counts too
 */
export declare function mayContainDocuments(text: string, named?: boolean): boolean;
/** The documents of a file that are ours, and what keeps others from being so. */
export interface IdentifiedDocuments {
    readonly documents: Document[];
    readonly diagnostics: Diagnostic[];
}
/**
 * Picks the documents that are ours: with `apiVersion: caregate/v1` and one of our kinds. For those that mean to be but
 * do not say so rightly there are the errors `document/api-version` and `document/kind`, and `document/nested` for one
 * that stands within another document, where nothing would check it. The problems of a document are reported if it is
 * ours, if it could not be read, or if it cannot be trusted and may be ours; what else is wrong within documents of others is
 * not.
 */
export declare function identifyDocuments(parsed: ParseResult, named: boolean): IdentifiedDocuments;
