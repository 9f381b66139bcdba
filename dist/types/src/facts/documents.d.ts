import type { EvidenceKind } from "../model/document.ts";
import { type RuleContext } from "./context.ts";
/** Offers what can be worked out from one document of a kind by itself. */
type KindFacts = (context: RuleContext, at: string) => void;
/** What is worked out about one document, by its kind. */
export declare const kindFacts: Partial<Record<EvidenceKind, KindFacts>>;
export {};
