import { type Document, type EvidenceKind, type OwnKind } from "../model/document.ts";
import { type Reference } from "../evidence/reference.ts";
import { type AttachedEvidence, type RuleContext } from "./context.ts";
/** An evidence document to attach, with its provenance. */
export interface Evidence {
    readonly document: Document;
    readonly kind: EvidenceKind | OwnKind;
    readonly ids: readonly string[];
    readonly pinned: boolean;
}
/** Attaches evidence documents to the context by collection, with the facts derived from each. */
export declare function attachEvidence(context: RuleContext, evidence: readonly Evidence[]): AttachedEvidence[];
/**
 * Derives `facts.evidence.unusable`, each entry with a reason and a sentence, and `facts.evidence.unpinned`. Where nothing
 * is unusable, the documents that were read are its sources; a file of which only the digest is checked is none.
 */
export declare function evidenceFacts(context: RuleContext, references: readonly Reference[], attached: readonly AttachedEvidence[]): void;
