import { type Json } from "../util/json.ts";
import { type Waiver } from "../model/finding.ts";
import { type RuleSetting } from "../policy/rule-settings.ts";
import type { LoadedPolicies } from "../workspace/policies.ts";
import type { Direction, BeforeAfter } from "./rule-changes.ts";
/** A changed setting and its direction. */
export interface SettingChange extends BeforeAfter<Json | undefined> {
    /** Name of the setting, such as `failOn` or `organisation.states`. */
    readonly what: string;
    readonly direction: Direction;
    /** The setting of rules as it is now; undefined for another kind of setting. */
    readonly ruleSetting?: RuleSetting | undefined;
}
/** A changed value or limit of a parameter. */
export interface ParameterChange extends BeforeAfter<Json | undefined> {
    /** Policy and parameter, such as `contracts.returnDays`. */
    readonly what: string;
    /** The effective value, or a field of the declaration. */
    readonly field: "value" | "minimum" | "maximum" | "legalBound" | "stricter";
    readonly unit: string | null;
    readonly direction: Direction;
}
export type WaiverChangeKind = "added" | "removed" | "extended" | "shortened" | "reworded";
export interface WaiverChange {
    readonly kind: WaiverChangeKind;
    readonly id: string;
    readonly rule: string;
    readonly deployment: string;
    readonly approvedBy: string;
    readonly reason: string;
    /** First and last day, before and after; null if the waiver does not exist or is not valid. */
    readonly before: Pick<Waiver, "from" | "until"> | null;
    readonly after: Pick<Waiver, "from" | "until"> | null;
    readonly direction: Direction;
}
/** Lists the changed settings. */
export declare function settingChanges(before: LoadedPolicies, after: LoadedPolicies, asOf: string): SettingChange[];
/** Lists changed values and limits of parameters. Added and removed policies are reported through their rules. */
export declare function parameterChanges(before: LoadedPolicies, after: LoadedPolicies): ParameterChange[];
/** Lists the changed waivers. */
export declare function waiverChanges(before: LoadedPolicies, after: LoadedPolicies, asOf: string): WaiverChange[];
