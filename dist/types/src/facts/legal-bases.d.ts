import { type RuleContext } from "./context.ts";
/** Offers `facts.data.gdprBases`, `euBases`, `ukBases`, `decisionPurposes` and `controller`. */
export declare function legalBasisFacts(context: RuleContext): void;
