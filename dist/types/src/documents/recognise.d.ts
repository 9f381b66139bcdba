import type { Diagnostic } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
import type { DocumentChange } from "../model/edit.ts";
import type { JsonObject } from "../util/json.ts";
import type { ParseResult } from "./parse.ts";
export { mayContainDocuments } from "./words.ts";
/** The caregate documents of a file, and the problems of near misses. */
export interface IdentifiedDocuments {
    readonly documents: Document[];
    readonly diagnostics: Diagnostic[];
}
/**
 * Selects the caregate documents: with `apiVersion: caregate/v1` and a known kind. Near misses give the errors
 * `document/api-version` and `document/kind`. A document nested in another document gives `document/nested`, because it
 * would not be checked. Problems of a document are reported if it is a caregate document, is unreadable, or is
 * untrustworthy and may be one. Other problems of other documents are not reported.
 */
export declare function identifyDocuments(parsed: ParseResult, named: boolean): IdentifiedDocuments;
/** The change of a misspelt `apiVersion` or `kind` that can only mean one thing. */
export declare function headerChange({ apiVersion: stated, kind }: JsonObject): DocumentChange | undefined;
