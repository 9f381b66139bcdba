import type { RuleContext } from "./context.ts";
/** Derives `facts.law` from the tables of law as of their last review. */
export declare function lawFacts(context: RuleContext): void;
