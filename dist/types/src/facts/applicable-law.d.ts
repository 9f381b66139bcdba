import type { RuleContext } from "./context.ts";
/** Offers `facts.law`: what follows from tables of law, as they stood when they were last reviewed. */
export declare function lawFacts(context: RuleContext): void;
