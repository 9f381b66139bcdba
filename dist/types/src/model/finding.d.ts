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
    /** True if it only says why the rule applies or another condition was evaluated; not a reason by itself. */
    readonly describes: boolean;
}
/**
 * A value that decided an open finding. Two states of a deployment are compared by these: a finding that has one that the
 * other state did not have, or one that is farther from its limit, has become worse.
 */
export interface DecisiveValue {
    /** The paths that were read, with elements of lists by their keys: `spec.vendors[Acme].dataAccess`. */
    readonly paths: readonly string[];
    /** The condition, by its place in the expression of the rule. */
    readonly part: string;
    /** True for a condition that only decides whether another one is evaluated. */
    readonly premise: boolean;
    /** True if the condition is unknown. */
    readonly unknown: boolean;
    /**
     * `unstated`: there is no value. `distance`: numbers, dates in days; the farther from the limit, the worse.
     * `elements`: keys; the more, the worse. `value`: without an order, as canonical JSON.
     */
    readonly state: {
        readonly kind: "unstated";
    } | {
        readonly kind: "distance";
        readonly value: number;
        readonly limit: number;
        readonly elements: readonly string[];
    } | {
        readonly kind: "elements";
        readonly elements: readonly string[];
    } | {
        readonly kind: "value";
        readonly value: string;
    };
}
/** Another location that a finding is about. */
export interface RelatedLocation extends Location {
    readonly note: string;
}
/** A field to write when a finding is fixed. */
export interface WriteLine {
    /** Field and value in YAML: `status: approved`. Words in capitals stand for values that only the reader knows. */
    readonly text: string;
    /** Path of the field in its document. */
    readonly path: string;
    readonly file: string;
    /** Line of the field, or of the map that gets it. */
    readonly line: number;
}
/** A missing value, and the location where to add it. */
export interface MissingInput {
    readonly path: string;
    readonly location: Location;
}
/** How many deciding conditions, places and missing values a finding leaves out. There may be more of the last two. */
export interface Omitted {
    readonly conditions: number;
    readonly places: number;
    readonly missing: number;
}
/** The outcome of one rule on one manifest, with its explanation. */
export interface Finding {
    readonly rule: RuleInfo;
    readonly outcome: Outcome;
    /** True if it fails the check. */
    readonly gates: boolean;
    /** True if it fails the check where no waiver covers it. */
    readonly gatesUnwaived: boolean;
    /** True if its rule never blocks here: by its own binding, or by a setting. */
    readonly advisory: boolean;
    readonly manifest: {
        readonly name: string;
        readonly file: string;
    };
    readonly message: string;
    /** At most five; empty if nothing can be proposed. */
    readonly write: readonly WriteLine[];
    readonly primary: Location;
    readonly related: readonly RelatedLocation[];
    readonly explanation: readonly ExplanationStep[];
    readonly missing: readonly MissingInput[];
    /** Absent if nothing was left out. */
    readonly omitted?: Omitted;
    /** The values that decided, for the comparison with another state; empty unless the finding is unmet. */
    readonly decisive: readonly DecisiveValue[];
    /** The citations of the rule that concern the deployment, first those that bind where it is. */
    readonly citations: readonly Citation[];
    readonly waiver: Waiver | null;
    /** SHA-256 of rule, deployment and the keyed path: it does not change when lines, elements or files move. */
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
    /** True if the owner of the deployment cannot approve it. */
    readonly notByOwner: boolean;
    readonly document: Document;
}
/** The number of rules, by outcome. */
export type OutcomeCounts = Record<Outcome, number>;
export declare const zeroCounts: () => OutcomeCounts;
/** True if a rule failed, or if it is unknown whether it holds. */
export declare function isUnmet(outcome: Outcome): boolean;
/** The conditions that are reasons: those that only describe the system are left out where there are others. */
export declare function reasonsOf({ explanation }: Pick<Finding, "explanation">): readonly ExplanationStep[];
/** The reasons as texts, and the number of conditions that the finding leaves out. */
export declare function reasonTexts(finding: Pick<Finding, "explanation" | "omitted">): string[];
/** Conditions as texts (default: all), and the number of conditions that the finding leaves out. */
export declare function conditionTexts({ explanation, omitted }: Pick<Finding, "explanation" | "omitted">, conditions?: readonly ExplanationStep[]): string[];
/** A write line as a text: field, value and place. */
export declare const writeText: ({ text, file, line }: WriteLine) => string;
/** True for a finding that is unmet and not waived. */
export declare function isOpen({ outcome, waiver }: Pick<Finding, "outcome" | "waiver">): boolean;
export * from "./report.ts";
export * from "./rule.ts";
