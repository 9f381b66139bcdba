import { type JsonObject } from "../../util/json.ts";
import type { AttachedEvidence } from "../context.ts";
import { type ConfusionMatrix } from "../stats/confusion-matrix.ts";
/** An evidence document under examination. */
export interface EvidenceDocument {
    /** Its path in the rule context, such as `evidence.fairnessReports[0]`. */
    readonly at: string;
    readonly file: string;
    readonly value: JsonObject;
}
/** A stated value that its own inputs contradict. */
export interface Contradiction {
    /** The paths of the stated values, the one to blame first. */
    readonly paths: readonly string[];
    /** File of the document. */
    readonly document: string;
    readonly what: string;
    readonly claimed: string;
    readonly recomputed: string;
}
/** A sign that numbers are copied or invented, although nothing contradicts them. */
export interface Anomaly {
    /** The paths of the values, the one to blame first. */
    readonly paths: readonly string[];
    /** File of the document. */
    readonly document: string;
    /** The sign, as a clause. */
    readonly sign: string;
}
/** One stated value that disagrees. Mismatches with the same root cause become one contradiction. */
export type Mismatch = Omit<Contradiction, "paths" | "document"> & {
    readonly path: string;
};
/** The attached documents of a collection. */
export declare function evidenceDocuments(attached: readonly AttachedEvidence[], collection: string): EvidenceDocument[];
/** Merges mismatches with the same cause into one contradiction; none when there is no mismatch. */
export declare function mergeMismatches({ file }: EvidenceDocument, mismatches: readonly Mismatch[]): Contradiction[];
/** One entry of a report's groups. */
export interface GroupEntry {
    readonly path: string;
    readonly axis: string;
    readonly name: string;
    readonly map: JsonObject;
    /** Undefined when a cell is not stated. */
    readonly counts: ConfusionMatrix | undefined;
}
/** The groups of a report. */
export declare const groupsIn: (thing: EvidenceDocument) => readonly GroupEntry[];
/** A stated figure and its path. */
export interface ReportedValue {
    readonly path: string;
    readonly name: string;
    readonly value: number;
}
/** Lists the rates that a report states for a group. */
export declare function reportedRates({ path, map }: GroupEntry): ReportedValue[];
/** The groups of a report by their axes. */
export declare function byAxis(groups: readonly GroupEntry[]): Map<string, GroupEntry[]>;
/** The overall counts of a report. */
export declare function overallOf({ value }: EvidenceDocument): ConfusionMatrix | undefined;
/** Axes on which no person is counted twice. */
export declare function exclusiveAxes({ value }: EvidenceDocument): string[];
/** One metric of a validation report. */
export interface Metric {
    readonly path: string;
    readonly name: string;
    readonly value: number | undefined;
    readonly low: number | undefined;
    readonly high: number | undefined;
    readonly count: number | undefined;
}
/** Converts metrics to reported values. */
export declare const reportedValues: (metrics: readonly Metric[]) => ReportedValue[];
/** The metrics of a validation report. */
export declare function metricsOf({ at, value }: EvidenceDocument): Metric[];
