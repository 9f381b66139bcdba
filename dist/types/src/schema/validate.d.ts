import type { Document } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
/**
 * Checks a document against the schema of its kind. A field left empty counts as not stated, not as wrong.
 * @returns a diagnostic for each thing that does not fit, on its line
 */
export declare function validate(document: Document): Promise<Diagnostic[]>;
