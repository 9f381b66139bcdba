import type { EvidenceKind } from "../model/document.ts";
import type { RuleContext, FactBuilder } from "./context.ts";
/** Derives the facts of one document of a kind from that document alone. */
type KindFacts = (facts: FactBuilder) => void;
/** Derives the number of overdue high risks in a risk analysis. It depends on the evaluation date. */
export declare function riskFacts(context: RuleContext, at: string): void;
/** Derived facts of single documents, by kind. */
export declare const kindFacts: Partial<Record<EvidenceKind, KindFacts>>;
export {};
