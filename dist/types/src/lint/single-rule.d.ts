import { type Diagnostic } from "../model/diagnostic.ts";
import type { Waiver } from "../model/finding.ts";
import type { Type } from "../logic/types.ts";
import type { Rule } from "../policy/rule.ts";
/** Waivers that hold on a date and will not for long. */
export declare function expiring(waivers: readonly Waiver[], asOf: string): Diagnostic[];
/** What can be said of a rule by itself. */
export declare function lintRule(rule: Rule, context: Type): Diagnostic[];
