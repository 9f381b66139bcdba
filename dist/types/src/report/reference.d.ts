import { type JsonObject } from "../model/json.ts";
import type { RuleInfo } from "../model/finding.ts";
import type { Type } from "../logic/types.ts";
import type { Rule } from "../policy/rule.ts";
/** What a reader is told on every page of rules. */
export declare const NOT_LEGAL_ADVICE = "This is not legal advice. A rule that passes says that what it asks for is shown, not that the law is kept.";
/** How a rule binds, in words. */
export declare function bindingOf({ binding }: RuleInfo): string;
/** The parameters that a rule speaks of, as its policy declares them. */
export declare function parametersOf(rule: Rule): [name: string, declaration: JsonObject][];
/**
 * The page of one policy: each rule with its provision, when it applies and what satisfies it, from its own logic.
 * @param rules the rules of the policy
 * @param context the type of the rule context
 */
export declare function policyPage(rules: readonly Rule[], context: Type): string;
/** The page that leads from the duties of each framework to the rules that cover them. */
export declare function crosswalkPage(frameworks: readonly {
    framework: string;
    duties: readonly {
        duty: string;
        rules: readonly string[];
    }[];
}[]): string;
