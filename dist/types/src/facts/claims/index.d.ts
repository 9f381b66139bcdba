import type { Reference } from "../../evidence/reference.ts";
import type { RuleContext } from "../context.ts";
/**
 * Offers `facts.claims`: by claim, what else is stated that it contradicts, each with both places. Claims switch rules
 * off, so a claim that nothing holds against is as good as no rule.
 */
export declare function claimFacts(context: RuleContext, references: readonly Reference[]): void;
