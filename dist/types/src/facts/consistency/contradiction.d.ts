import { type JsonObject } from "../../util/json.ts";
import type { Attached } from "../context.ts";
import { type ConfusionMatrix } from "../stats/confusion-matrix.ts";
/** An evidence document under examination. */
export interface EvidenceDocument {
    /** Its path in the rule context, such as `evidence.fairnessReports[0]`. */
    readonly at: string;
    readonly file: string;
    readonly value: JsonObject;
}
/** Something stated that what it rests on refutes. */
export interface Contradiction {
    /** The paths it lies at, the one to blame first. */
    readonly paths: readonly string[];
    /** File of the document. */
    readonly document: string;
    readonly what: string;
    readonly claimed: string;
    readonly recomputed: string;
}
/** A sign that numbers are copied, invented or beside the point, though nothing refutes them. */
export interface Anomaly {
    /** The paths it lies at, the one to blame first. */
    readonly paths: readonly string[];
    /** File of the document. */
    readonly document: string;
    /** The sign, as a clause. */
    readonly sign: string;
}
/** One stated value that disagrees; those of one root cause become one contradiction. */
export type Mismatch = Omit<Contradiction, "paths" | "document"> & {
    readonly path: string;
};
/** The attached documents of a collection. */
export declare function evidenceDocuments(attached: readonly Attached[], collection: string): EvidenceDocument[];
/** One contradiction of all that disagrees for the same reason; none when nothing does. */
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
/** A stated figure, and where it stands. */
export interface ReportedValue {
    readonly path: string;
    readonly name: string;
    readonly value: number;
}
/** The figures that a report claims of a group. */
export declare function reportedRates({ path, map }: GroupEntry): ReportedValue[];
/** The groups of a report by their axes. */
export declare function byAxis(groups: readonly GroupEntry[]): Map<string, GroupEntry[]>;
/** The counts over all cases that a report states. */
export declare function overallOf({ value }: EvidenceDocument): ConfusionMatrix | undefined;
/** Axes on which nobody is counted twice. */
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
/** What metrics state, as claims. */
export declare const reportedValues: (metrics: readonly Metric[]) => ReportedValue[];
/** The metrics of a validation report. */
export declare function metricsOf({ at, value }: EvidenceDocument): Metric[];
