import type { PolicyChange } from "./compare-policies.ts";
import type { DeploymentImpact } from "./deployment-impact.ts";
import type { RuleChange } from "./rule-changes.ts";
import type { ParameterChange, SettingChange, WaiverChange } from "./config-changes.ts";
/** One thing that changed, in words: what it is called, what became of it, and what shows that. */
export interface ChangeLine {
    readonly name: string;
    readonly text: string;
    readonly details: readonly string[];
}
/** A heading with what stands under it. */
export interface ChangeSection {
    readonly title: string;
    readonly items: readonly ChangeLine[];
}
export declare function ruleItem(change: RuleChange): ChangeLine;
export declare function parameterItem({ what, field, before, after, unit, direction }: ParameterChange): ChangeLine;
export declare function settingItem({ what, before, after, direction }: SettingChange): ChangeLine;
export declare function waiverItem({ kind, id, rule, deployment, approvedBy, reason, before, after, direction, }: WaiverChange): ChangeLine;
export declare function impactItem({ name, file, judged, impacts: all }: DeploymentImpact): ChangeLine;
/** What a change means, in the order in which a reader wants it: what is loosened comes first. */
export declare function describeChange(change: PolicyChange): ChangeSection[];
/** The change in one line. */
export declare function headlineOf({ rules, parameters, waivers, settings, unchanged, impact }: PolicyChange): string;
/** The verdict of a change; of what cannot be read nothing is known. */
export declare function verdictOf({ loosened, tightened, diagnostics: { before, after } }: PolicyChange): string;
