import { type RuleContext } from "./context.ts";
/** Offers `facts.law.aiActHighRisk` and `breachIndividualsDays`. */
export declare function lawFacts(context: RuleContext): void;
