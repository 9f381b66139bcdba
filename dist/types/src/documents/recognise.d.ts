import type { Diagnostic } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
import type { ParsedDocument } from "./parse.ts";
/** What the documents of this program state as `apiVersion`. */
export declare const apiVersion = "caregate/v1";
/**
 * Whether a text may hold a document of ours: a cheap look at its words, so that other files need not be parsed.
 * One that states a kind of ours counts also without our `apiVersion`, since that may be misspelt. Our mere name does
 * not: whoever uses us has it in lock files and workflows.
 */
export declare function mayContainDocuments(text: string): boolean;
/** The documents among some parsed ones that are ours, and what keeps others from being so. */
export interface IdentifiedDocuments {
    readonly documents: Document[];
    readonly diagnostics: Diagnostic[];
    /** Those that are somebody else's. */
    readonly foreign: ParsedDocument[];
}
/**
 * Picks the documents that are ours: with `apiVersion: caregate/v1` and one of our kinds. For those that mean to be but
 * do not say so rightly there are the errors `document/api-version` and `document/kind`.
 */
export declare function identifyDocuments(parsed: readonly ParsedDocument[]): IdentifiedDocuments;
