import { type Json } from "../util/json.ts";
import { type Waiver } from "../model/finding.ts";
import type { LoadedPolicies } from "../workspace/policies.ts";
import type { Direction, BeforeAfter } from "./rule-changes.ts";
/** A setting that is another, and which way that moves the gate. */
export interface SettingChange extends BeforeAfter<Json | undefined> {
    /** What is set, such as `failOn` or `organisation.states`. */
    readonly what: string;
    readonly direction: Direction;
}
/** A parameter's value or limit that is another. */
export interface ParameterChange extends BeforeAfter<Json | undefined> {
    /** The policy and the parameter, such as `contracts.returnDays`. */
    readonly what: string;
    /** What of it: the value in force, or a field of its declaration. */
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
    /** First and last day, before and after; null where it does not hold. */
    readonly before: Pick<Waiver, "from" | "until"> | null;
    readonly after: Pick<Waiver, "from" | "until"> | null;
    readonly direction: Direction;
}
/** What of the settings is another. */
export declare function settingChanges(before: LoadedPolicies, after: LoadedPolicies, asOf: string): SettingChange[];
/** Parameters whose values or limits are others; those of new policies, or of policies that are gone, go with their rules. */
export declare function parameterChanges(before: LoadedPolicies, after: LoadedPolicies): ParameterChange[];
/** What became of the waivers. */
export declare function waiverChanges(before: LoadedPolicies, after: LoadedPolicies, asOf: string): WaiverChange[];
