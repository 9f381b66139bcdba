import { type Finding, type Waiver } from "../../../model/finding.ts";
import type { FormatOptions } from "../../format.ts";
import type { Report } from "../../../model/report.ts";
import { type RuleInfo } from "../../../model/rule.ts";
/** Status texts of outcomes. */
export declare const statuses: readonly ["violated", "undecided", "waived", "held", "did not apply"];
export type Status = (typeof statuses)[number];
/** The status of an outcome. */
export declare function statusOf({ outcome, waiver }: Finding): Status;
/** A finding and the fragment of its link. */
export interface FindingEntry {
    readonly id: string;
    readonly finding: Finding;
}
/** A deployment and all its outcomes. */
export interface DeploymentView {
    readonly id: string;
    readonly name: string;
    readonly file: string;
    readonly violated: readonly FindingEntry[];
    readonly unknown: readonly FindingEntry[];
    readonly waived: readonly FindingEntry[];
    readonly held: readonly Finding[];
    readonly notApplicable: readonly Finding[];
    /** True if one of its findings blocks. */
    readonly blocks: boolean;
}
/** A rule, the fragment of its link, and the number of its outcomes by status. */
export interface RuleEntry {
    readonly id: string;
    readonly rule: RuleInfo;
    readonly outcomes: readonly (readonly [word: Status, count: number])[];
}
/** A waiver and the waived findings. */
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
/** The data of the report page. */
export interface ReportView {
    readonly report: Report;
    readonly options: FormatOptions;
    readonly deployments: readonly DeploymentView[];
    /** By rule id. */
    readonly rules: ReadonlyMap<string, RuleEntry>;
    readonly waivers: readonly WaiverEntry[];
    readonly laws: readonly Law[];
}
/** Groups items by a key and keeps their order. */
export declare function groups<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]>;
/**
 * The law of a provision: the text before the number of its first part, such as `GDPR` of `GDPR Art. 28(3)`, `45 CFR 164`
 * of `45 CFR 164.404`.
 */
export declare function lawOf(ref: string): string;
/** Builds the data of the page from a report. */
export declare function buildReportView(report: Report, options: FormatOptions): ReportView;
/** Number of findings per severity, worst first. */
export declare const bySeverity: (entries: readonly FindingEntry[]) => number[];
