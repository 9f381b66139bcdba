import type { RuleInfo } from "../../model/rule.ts";
import type { Basis } from "../../policy/provisions.ts";
/** What a reader is told on every page of rules. */
export declare const NOT_LEGAL_ADVICE = "This is not legal advice. A rule that passes says that what it asks for is shown, not that the law is kept.";
/** How a rule binds, in words. */
export declare function bindingOf({ binding }: RuleInfo): string;
/** What a rule rests on, in words. */
export declare const basisText: Readonly<Record<Basis, string>>;
/** How a rule binds and, where that is not law, what it rests on. */
export declare function bindingAndBasis(rule: RuleInfo, basis: Basis): string;
