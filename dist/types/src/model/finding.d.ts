import type { Json } from "../util/json.ts";
import type { Path } from "../util/json-path.ts";
import type { Document } from "./document.ts";
import type { Location } from "./location.ts";
import type { Citation, RuleInfo } from "./rule.ts";
export type Outcome = "pass" | "fail" | "unknown" | "not-applicable";
/** A condition that decided an outcome. */
export interface ExplanationStep {
    /** The condition in words. */
    readonly text: string;
    /** The first value that it read; the value is undefined when it is missing. */
    readonly read: {
        readonly path: Path;
        readonly value: Json | undefined;
    } | null;
    readonly result: "true" | "false" | "unknown";
}
/** Another location that a finding is about. */
export interface RelatedLocation extends Location {
    readonly note: string;
}
/** A missing value, and the location where to add it. */
export interface MissingInput {
    readonly path: string;
    readonly location: Location;
}
/** The outcome of one rule on one manifest, with its explanation. */
export interface Finding {
    readonly rule: RuleInfo;
    readonly outcome: Outcome;
    /** True if it fails the check. */
    readonly gates: boolean;
    readonly manifest: {
        readonly name: string;
        readonly file: string;
    };
    readonly message: string;
    readonly primary: Location;
    readonly related: readonly RelatedLocation[];
    readonly explanation: readonly ExplanationStep[];
    readonly missing: readonly MissingInput[];
    /** The citations of the rule that concern the deployment, first those that bind where it is. */
    readonly citations: readonly Citation[];
    readonly waiver: Waiver | null;
    /** SHA-256 of rule, manifest and path: it does not change when lines move. */
    readonly fingerprint: string;
    /** Compared with the base, in the terms of SARIF; absent if there is no base. */
    readonly baselineState?: "new" | "unchanged";
}
/** An exception from one rule for one deployment, for a limited time. */
export interface Waiver {
    readonly id: string;
    readonly rule: string;
    readonly deployment: string;
    readonly approvedBy: string;
    readonly reason: string;
    /** First and last day, ISO dates. */
    readonly from: string;
    readonly until: string;
    readonly document: Document;
}
/** The number of rules, by outcome. */
export type OutcomeCounts = Record<Outcome, number>;
export declare const zeroCounts: () => OutcomeCounts;
/** True if a rule failed, or if it is unknown whether it holds. */
export declare function isUnmet(outcome: Outcome): boolean;
/** True for a finding that is unmet and not waived. */
export declare function isOpen({ outcome, waiver }: Pick<Finding, "outcome" | "waiver">): boolean;
export * from "./report.ts";
export * from "./rule.ts";
