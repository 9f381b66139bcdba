import type { JsonObject, Path } from "../util/json.ts";
/** A place in a text. Lines and columns count from 1; columns in UTF-16 code units. */
export interface Position {
    readonly line: number;
    readonly column: number;
}
/** A stretch of a text; the end is exclusive. */
export interface Span {
    readonly start: Position;
    readonly end: Position;
}
/** A stretch of a file. */
export interface Location extends Span {
    /** Path from the repository root, with forward slashes. */
    readonly file: string;
    /** False when the value asked for is absent and its deepest existing parent is meant. */
    readonly exact: boolean;
}
/** The evidence kinds and the collection of the rule context that holds each. */
export declare const evidenceCollections: {
    readonly AuditReport: "auditReports";
    readonly CommitteeReview: "committeeReviews";
    readonly Contract: "contracts";
    readonly FairnessReport: "fairnessReports";
    readonly ImpactAssessment: "impactAssessments";
    readonly ModelCard: "modelCards";
    readonly MonitoringReport: "monitoringReports";
    readonly PrivacyTest: "privacyTests";
    readonly RiskAnalysis: "riskAnalyses";
    readonly TabletopExercise: "tabletopExercises";
    readonly TrainingRecord: "trainingRecords";
    readonly ValidationReport: "validationReports";
    readonly VendorAssessment: "vendorAssessments";
};
export type EvidenceKind = keyof typeof evidenceCollections;
export type Kind = "AIDeployment" | "Policy" | "Waiver" | "Config" | EvidenceKind;
export declare const kinds: readonly Kind[];
/** Whether a text names an evidence kind. */
export declare function isEvidenceKind(kind: string): kind is EvidenceKind;
/** One document of a file: its content, and where each value of it stands. */
export interface Document {
    /** Path from the repository root, with forward slashes. */
    readonly file: string;
    /** Position among the documents of its file, from 0. */
    readonly index: number;
    readonly kind: Kind;
    /** The content, nulls included; made of maps without prototypes. */
    readonly value: JsonObject;
    /** Set when a signature over it is by one of the keys that governance keeps. */
    readonly signed?: true;
    /** Where the value at a path stands, or, when it is absent, its deepest existing parent. */
    locate(path: Path): Location;
}
