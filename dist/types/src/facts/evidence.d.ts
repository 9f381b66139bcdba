import { type Document, type EvidenceKind } from "../model/document.ts";
import { type Reference } from "../evidence/reference.ts";
import { type Attached, type RuleContext } from "./context.ts";
/** An evidence document to be attached, with what is known of how it came. */
export interface Evidence {
    readonly document: Document;
    readonly kind: EvidenceKind;
    readonly ids: readonly string[];
    readonly pinned: boolean;
}
/** Attaches evidence to the context, by collection, each document with what can be computed about it. */
export declare function attachEvidence(context: RuleContext, evidence: readonly Evidence[]): Attached[];
/** Offers `facts.evidence.unusable`, each with a reason and a sentence, and `facts.evidence.unpinned`. */
export declare function evidenceFacts(context: RuleContext, references: readonly Reference[]): void;
