import { type Document, type EvidenceKind } from "../model/document.ts";
import { type Path } from "../util/json-path.ts";
/** Texts in which a person answers something, by kind; `[]` and `*` stand for any element and any key. */
export declare const answers: Readonly<Partial<Record<EvidenceKind, readonly string[]>>>;
/** Texts that name something, by kind: they may be unusual, and are looked at for template marks alone. */
export declare const names: Readonly<Partial<Record<EvidenceKind, readonly string[]>>>;
/** A text that stands where an answer should, and where. */
export interface Placeholder {
    readonly path: Path;
    readonly text: string;
    /** Why it is none, as a clause about its field. */
    readonly why: string;
}
/**
 * Looks for what a template leaves where an answer goes. Cautious: a name is refused only for the mark of a template,
 * an answer also for a sample word or for declining to answer, and several answers for being one and the same text.
 * Fields with a fixed choice, identifiers, the names of groups and what the document is about are not looked at.
 * @returns the first placeholder, or undefined when the document is filled in
 */
export declare const findPlaceholder: (thing: Document) => Placeholder | undefined;
