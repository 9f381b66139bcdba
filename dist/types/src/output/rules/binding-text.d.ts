import type { RuleInfo } from "../../model/rule.ts";
import type { Basis } from "../../policy/provisions.ts";
import type { Rule } from "../../policy/rule.ts";
/** The notice on every page of rules. */
export declare const NOT_LEGAL_ADVICE = "This is not legal advice. A passing rule shows that its conditions are met. It does not prove compliance with the law.";
/** Describes the enforcement of a rule. */
export declare function bindingOf({ binding }: RuleInfo): string;
/** Texts for the basis of a rule. */
export declare const basisText: Readonly<Record<Basis, string>>;
/** Describes the enforcement of a rule, and its basis as far as that is not law. */
export declare function bindingAndBasis(rule: Rule, basis: Basis): string;
