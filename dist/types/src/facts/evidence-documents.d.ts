import type { EvidenceKind } from "../model/document.ts";
import type { RuleContext, FactBuilder } from "./context.ts";
/** Offers what can be worked out from one document of a kind by itself. */
type KindFacts = (sheet: FactBuilder) => void;
/** Offers how many high risks are overdue in a risk analysis, which the date judged by decides. */
export declare function riskFacts(context: RuleContext, at: string): void;
/** What is worked out about one document, by its kind. */
export declare const kindFacts: Partial<Record<EvidenceKind, KindFacts>>;
export {};
