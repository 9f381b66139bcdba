import { type RuleContext } from "./context.ts";
/** Offers `facts.data.withoutUseAgreement`: who sends or gets a limited data set without an agreement in force. */
export declare function useAgreementFacts(context: RuleContext): void;
