import { type JsonObject } from "../../util/json.ts";
import type { Type } from "../../logic/types.ts";
import type { Rule } from "../../policy/rule.ts";
/** The parameters that a rule speaks of, as its policy declares them. */
export declare function parametersOf(rule: Rule): [name: string, declaration: JsonObject][];
/**
 * The page of one policy: each rule with its provision, when it applies and what satisfies it, from its own logic.
 * @param rules the rules of the policy
 * @param context the type of the rule context
 * @param asOf the date on which provisions count as they do
 */
export declare function policyPage(rules: readonly Rule[], context: Type, asOf: string): string;
/**
 * The page that shows for every rule that gates what it asks and what asks for it.
 * @param rules rules in the order of their ids; those that only advise are left out
 * @param asOf the date on which provisions count as they do
 */
export declare function provisionsPage(rules: readonly Rule[], asOf: string): string;
/** The page that leads from the duties of each framework to the rules that cover them. */
export declare function crosswalkPage(frameworks: readonly {
    framework: string;
    duties: readonly {
        duty: string;
        rules: readonly string[];
    }[];
}[]): string;
