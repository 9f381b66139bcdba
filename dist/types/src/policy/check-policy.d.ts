import { type Diagnostic } from "../model/diagnostic.ts";
import { type Type } from "../logic/types.ts";
import type { Rule } from "./rule.ts";
/**
 * Checks the rules of one policy against the types of the rule context.
 * @param rules the rules of one policy that compile
 * @param context the type of the rule context
 */
export declare function checkPolicy(rules: readonly Rule[], context: Type): Diagnostic[];
