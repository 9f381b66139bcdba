import type { Document } from "../model/document.ts";
import { type Json } from "../util/json.ts";
/**
 * A document of another tool with what the manifest states about it in `evidence[].states`, such as the model that an
 * Aequitas table is about. A statement is located in the manifest. What the file states itself is never replaced. A
 * signature does not cover what the manifest adds, so that the document no longer counts as signed.
 * @param at position of the entry in the manifest's `evidence`
 */
export declare function withStatements(document: Document, manifest: Document, at: number, states: Json | undefined): Document;
