import type { Document } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { NotEvaluated } from "../model/report.ts";
import { type Severity } from "../model/rule.ts";
import { type Json, type JsonObject } from "../util/json.ts";
import { type Rule } from "./rule.ts";
/** Longest setting, in days: the organisation decides again after two years at the latest. */
export declare const MAX_SETTING_DAYS = 731;
/** A setting of `rules` in config.yaml: what the organisation decided about a rule or about all rules of a policy. */
export interface RuleSetting {
    /** Its index in the list. */
    readonly index: number;
    readonly rule: string | undefined;
    /** Id of a policy, built in or of the organisation. */
    readonly pack: string | undefined;
    readonly binding: "off" | "advisory" | undefined;
    readonly severity: Severity | undefined;
    readonly parameters: JsonObject;
    /** The deployments that it is for, as a condition on the rule context; undefined for all. */
    readonly scope: Json | undefined;
    readonly scopeText: string;
    readonly reason: string;
    readonly owner: {
        readonly name: string;
        readonly role: string;
    };
    /** First and last day, as ISO dates. */
    readonly from: string;
    readonly until: string;
}
/** The rules with the settings that are active on a date, and what to say about the settings. */
export interface AppliedSettings {
    readonly rules: readonly Rule[];
    readonly diagnostics: readonly Diagnostic[];
    readonly notEvaluated: readonly NotEvaluated[];
}
/** Reads the settings of a config that is valid for its schema. */
export declare function readRuleSettings(config: Document | undefined): RuleSetting[];
/** The effect of a setting in a few words, such as `advisory`. */
export declare const effectOf: ({ binding, severity, parameters }: RuleSetting) => string;
/** True if a setting makes its rules weaker for certain. */
export declare const isExemption: ({ binding }: RuleSetting) => boolean;
/** The name of what a setting is about, such as `rule contracts/audit-rights for stages pilot`. */
export declare const targetOf: ({ rule, pack, scopeText }: RuleSetting) => string;
/** The effect of a setting and its days. */
export declare const summaryOf: (setting: RuleSetting) => string;
/**
 * Applies the settings of `rules` in config.yaml. A setting with an error has no effect, so the rule stays as it was.
 * @param asOf ISO date; settings that are not active on it have no effect
 */
export declare function applyRuleSettings(rules: readonly Rule[], config: Document | undefined, asOf: string): AppliedSettings;
/** The days on which settings begin or have ended. */
export declare const settingDates: (config: Document | undefined) => string[];
