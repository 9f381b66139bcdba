import { type Diagnostic } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
import type { OwnFields } from "../schema/own-fields.ts";
/** A policy whose conditions are JSONLogic, whatever form its file gives them. */
export interface ReadDocument {
    readonly document: Document;
    readonly problems: readonly Diagnostic[];
}
/**
 * Reads the conditions of a policy that are texts. Other documents stay as they are.
 * @returns the policy with these conditions in JSONLogic, and the mistakes in the texts on their lines
 */
export declare function readConditionTexts(document: Document): ReadDocument;
/**
 * Checks a document against its schema. A valid policy gets its conditions as JSONLogic.
 * @param own the fields and kinds that the organisation declares
 */
export declare function readValid(document: Document, own?: OwnFields): Promise<ReadDocument>;
