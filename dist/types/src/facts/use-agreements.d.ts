import { type RuleContext } from "./context.ts";
/**
 * Derives `facts.data.withoutUseAgreement`: senders or recipients of a limited data set without an agreement in force.
 */
export declare function useAgreementFacts(context: RuleContext): void;
