import type { Rule } from "./rule.ts";
/** The law regions that a rule is limited to; none when it applies anywhere. */
export declare function regionsOf({ appliesWhen }: Rule): string[];
/** What a rule decides on, beyond the claims of the manifest. */
export interface RuleInputs {
    readonly evidence: boolean;
    readonly facts: boolean;
    readonly organisation: boolean;
}
/** Where the values come from that a rule demands; what only decides whether it applies is left aside. */
export declare function ruleInputs({ require }: Rule): RuleInputs;
/** How many rules rest on what. */
export interface Stats {
    readonly rules: number;
    readonly readEvidence: number;
    readonly readFacts: number;
    readonly readOrganisation: number;
    /** Rules that read evidence, facts or the organisation. */
    readonly beyondManifest: number;
    readonly manifestOnly: number;
}
/** Counts what rules rest on. */
export declare function statsOf(rules: readonly Rule[]): Stats;
/** From the duties of each framework to the rules that cover them. */
export declare function crosswalk(rules: readonly Rule[]): {
    framework: string;
    duties: {
        duty: string;
        rules: string[];
    }[];
}[];
