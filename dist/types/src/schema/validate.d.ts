import { type Document, type Kind } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { DocumentChange } from "../model/edit.ts";
import { type OwnFields } from "./own-fields.ts";
/**
 * Checks a document against the schema of its kind. A field left empty counts as not stated, not as wrong.
 * @param own the fields and kinds that the organisation declares
 * @returns a diagnostic for each thing that does not fit, on its line; of very many the first ones and their number
 */
export declare function validate(document: Document, own?: OwnFields): Promise<Diagnostic[]>;
/** The changes that make a document fit its schema and need no decision, each path once. */
export declare function schemaFixes(document: Document, own?: OwnFields): Promise<DocumentChange[]>;
/**
 * The document without what does not fit its schema: such a value counts as not stated, and an element of a list goes as a
 * whole. Its lines and positions stay.
 */
export declare function withoutProblems(document: Document, own?: OwnFields): Promise<Document>;
/** The first required field of a document that is there and empty; undefined if none is. */
export declare function firstOpenField(document: Document, own?: OwnFields): Promise<string | undefined>;
/** Kinds that are filled in over time: rules ask for what is open. A policy or waiver is complete or no policy or waiver. */
export declare const mayBeOpen: (kind: Kind) => boolean;
/** True if a required field of a kind that may be open is reported when it is there and empty. */
export declare const mustBeFilled: (path: string) => boolean;
/** The code of a required field that is there and empty and that no rule asks for. */
export declare const OPEN_FIELD = "schema/open";
/** True if a document with these problems can be evaluated: fields may be open, and nothing else is wrong. */
export declare const canBeEvaluated: (problems: readonly Diagnostic[]) => boolean;
