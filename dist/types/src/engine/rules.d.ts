import { type DueRule } from "../policy/upkeep.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { Severity } from "../model/finding.ts";
import type { Rule } from "../policy/rule.ts";
import type { EngineOptions } from "./options.ts";
/** Conditions that a listed rule meets; one that is not set leaves no rule out. */
export interface RuleFilter {
    /** Name of a pack, such as `hipaa`. */
    readonly pack?: string | undefined;
    /** Part of a citation in any case, or the id of a duty. */
    readonly cites?: string | undefined;
    /** `us`, `eu`, `gb`, `ca` or `au`, in any case. */
    readonly jurisdiction?: string | undefined;
    readonly severity?: Severity | undefined;
}
export interface RulesOptions extends EngineOptions {
    readonly filter?: RuleFilter | undefined;
}
/** The rules that apply to a repository, and the problems of its policies. */
export interface RuleCatalog {
    readonly rules: readonly Rule[];
    readonly diagnostics: readonly Diagnostic[];
}
/** Lists the rules that are in effect in the repository of `cwd`: those of the packs and its own. */
export declare function listRules({ cwd, asOf, filter }: RulesOptions): Promise<RuleCatalog>;
export interface DueRulesOptions extends RulesOptions {
    /** Age in days above which a reading of the law is too old (default: 180). */
    readonly days?: number | undefined;
}
/** The rules whose law has to be read again, and the problems of the policies. */
export interface DueRuleCatalog extends Pick<RuleCatalog, "diagnostics"> {
    /** The oldest reading first, then the earliest date ahead. */
    readonly due: readonly DueRule[];
    readonly asOf: string;
    readonly days: number;
    /** Ids of rules that state no day of reading. */
    readonly undated: readonly string[];
}
/** Lists the rules whose law was last read too long ago, or has a date ahead; those of policies to come are among them. */
export declare function listDueRules({ cwd, asOf, filter, days, }: DueRulesOptions): Promise<DueRuleCatalog>;
