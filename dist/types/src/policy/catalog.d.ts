import type { Rule } from "./rule.ts";
/** The law regions that a rule is limited to; empty for a rule without such a limit. */
export declare function regionsOf({ appliesWhen }: Rule): string[];
/** The sources that a rule reads besides the claims of the manifest. */
export interface RuleInputs {
    readonly evidence: boolean;
    readonly facts: boolean;
    readonly organisation: boolean;
}
/** The sources that the requirement of a rule reads. The condition under which it applies does not count. */
export declare function ruleInputs({ require }: Rule): RuleInputs;
/** Numbers of rules by the sources that they read. */
export interface Stats {
    readonly rules: number;
    readonly readEvidence: number;
    readonly readFacts: number;
    readonly readOrganisation: number;
    /** Rules that read evidence, facts or the organisation. */
    readonly beyondManifest: number;
    readonly manifestOnly: number;
}
/** Counts rules by the sources that they read. */
export declare function statsOf(rules: readonly Rule[]): Stats;
/** Maps the duties of each framework to the rules that cover them. */
export declare function crosswalk(rules: readonly Rule[]): {
    framework: string;
    duties: {
        duty: string;
        rules: string[];
    }[];
}[];
