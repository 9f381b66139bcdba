import type { DocumentBuilder } from "./document-builder.ts";
import type { DiagnosticCollector } from "./diagnostics.ts";
import type { SourceValue } from "./data-reader.ts";
/**
 * Puts the texts that state something into a list of a card, each once.
 * @param before texts that the list has already
 * @returns all texts of the list
 */
export declare function putList(draft: DocumentBuilder, key: string, items: readonly SourceValue[], log: DiagnosticCollector, before?: readonly string[]): string[];
/**
 * Puts the intended use, and what the same texts say that the model is not for.
 * @returns the uses out of scope
 */
export declare function putUse(draft: DocumentBuilder, texts: readonly SourceValue[], log: DiagnosticCollector): string[];
/**
 * Puts the users a model was made for. All of them have to be known here, or none is put: a list that lacks one would
 * say that the model was not made for that one.
 */
export declare function putUsers(draft: DocumentBuilder, items: readonly SourceValue[], log: DiagnosticCollector): void;
