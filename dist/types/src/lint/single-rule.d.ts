import { type Diagnostic } from "../model/diagnostic.ts";
import type { Waiver } from "../model/finding.ts";
import type { Type } from "../logic/types.ts";
import type { Rule } from "../policy/rule.ts";
/** Reports valid waivers that expire soon. */
export declare function expiring(waivers: readonly Waiver[], asOf: string): Diagnostic[];
/** Checks a single rule. */
export declare function lintRule(rule: Rule, context: Type): Diagnostic[];
