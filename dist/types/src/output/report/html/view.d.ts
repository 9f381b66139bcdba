import { type Finding, type Waiver } from "../../../model/finding.ts";
import type { FormatOptions } from "../../format.ts";
import type { Report } from "../../../model/report.ts";
import { type RuleInfo } from "../../../model/rule.ts";
/** How an outcome may stand, in words. */
export declare const statuses: readonly ["violated", "cannot be told", "waived", "held", "did not apply"];
export type Status = (typeof statuses)[number];
/** How an outcome stands. */
export declare function statusOf({ outcome, waiver }: Finding): Status;
/** A finding and the fragment by which it is reached. */
export interface FindingEntry {
    readonly id: string;
    readonly finding: Finding;
}
/** One deployment and every outcome on it. */
export interface DeploymentView {
    readonly id: string;
    readonly name: string;
    readonly file: string;
    readonly violated: readonly FindingEntry[];
    readonly unknown: readonly FindingEntry[];
    readonly waived: readonly FindingEntry[];
    readonly held: readonly Finding[];
    readonly notApplicable: readonly Finding[];
    /** Whether one of its findings shuts the gate. */
    readonly shuts: boolean;
}
/** A rule, the fragment by which it is reached, and how often it came out in which way. */
export interface RuleEntry {
    readonly id: string;
    readonly rule: RuleInfo;
    readonly outcomes: readonly (readonly [word: Status, count: number])[];
}
/** A waiver and the findings it sets aside. */
export interface WaiverEntry {
    readonly waiver: Waiver;
    readonly entries: readonly FindingEntry[];
}
/** A provision and the findings of the rules that cite it. */
export interface CitedProvision {
    readonly ref: string;
    readonly url: string | undefined;
    readonly entries: readonly FindingEntry[];
}
/** The provisions of one law. */
export interface Law {
    readonly name: string;
    readonly provisions: readonly CitedProvision[];
}
/** A report as the page tells it. */
export interface ReportView {
    readonly report: Report;
    readonly options: FormatOptions;
    readonly deployments: readonly DeploymentView[];
    /** By the rule's identifier. */
    readonly rules: ReadonlyMap<string, RuleEntry>;
    readonly waivers: readonly WaiverEntry[];
    readonly laws: readonly Law[];
}
/** Items by a key of theirs, in their order. */
export declare function groups<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]>;
/**
 * The law of a provision, by what stands before the number of its first part: `GDPR` of `GDPR Art. 28(3)`, `45 CFR 164`
 * of `45 CFR 164.404`.
 */
export declare function lawOf(ref: string): string;
/** Turns a report to the sides that the page shows. */
export declare function buildReportView(report: Report, options: FormatOptions): ReportView;
/** How many findings there are of each severity, worst first. */
export declare const bySeverity: (entries: readonly FindingEntry[]) => number[];
