import type { PolicyChange } from "./compare-policies.ts";
import type { DeploymentImpact } from "./deployment-impact.ts";
import type { RuleChange } from "./rule-changes.ts";
import type { ParameterChange, SettingChange, WaiverChange } from "./config-changes.ts";
/** A change as text: the name, the kind of change, and details such as example documents. */
export interface ChangeLine {
    readonly name: string;
    readonly text: string;
    readonly details: readonly string[];
}
/** A heading and its lines. */
export interface ChangeSection {
    readonly title: string;
    readonly items: readonly ChangeLine[];
}
export declare function ruleItem(change: RuleChange): ChangeLine;
export declare function parameterItem({ what, field, before, after, unit, direction }: ParameterChange): ChangeLine;
export declare function settingItem({ what, before, after, direction }: SettingChange): ChangeLine;
export declare function waiverItem({ kind, id, rule, deployment, approvedBy, reason, before, after, direction, }: WaiverChange): ChangeLine;
export declare function impactItem({ name, file, judged, impacts: all }: DeploymentImpact): ChangeLine;
/** Describes a change in sections. Loosened rules come first. */
export declare function describeChange(change: PolicyChange): ChangeSection[];
/** Summarizes the change in one line. */
export declare function headlineOf({ rules, parameters, waivers, settings, unchanged, impact }: PolicyChange): string;
/** The direction of a change. Parts that cannot be read are not covered. */
export declare function verdictOf({ loosened, tightened, diagnostics: { before, after } }: PolicyChange): string;
