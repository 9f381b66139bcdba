import type { JsonObject } from "../util/json.ts";
import type { Path } from "../util/json-path.ts";
import type { DocumentChange, LocatedEdit } from "./edit.ts";
import type { Location } from "./location.ts";
export type { Location, Position, Span } from "./location.ts";
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
/** The kinds that this project defines. */
export type BuiltInKind = "AIDeployment" | "Policy" | "Waiver" | "Config" | "Format" | EvidenceKind;
/** A kind of evidence that an organisation declares; no kind of this project ever starts like this. */
export type OwnKind = `own/${string}`;
export type Kind = BuiltInKind | OwnKind;
/** The kind of the documents that are evaluated. */
export declare const MANIFEST = "AIDeployment";
export declare const kinds: readonly BuiltInKind[];
export declare function isEvidenceKind(kind: string): kind is EvidenceKind;
export declare function isOwnKind(kind: unknown): kind is OwnKind;
/** True for a kind of evidence, of this project or declared by an organisation. */
export declare function isEvidence(kind: string): kind is EvidenceKind | OwnKind;
/** The key of `evidence` in the rule context below which the collections of declared kinds are. */
export declare const OWN_COLLECTIONS = "own";
/** One document of a file. */
export interface Document {
    /** Path from the repository root, with forward slashes. */
    readonly file: string;
    /** Position among the documents of its file, from 0. */
    readonly index: number;
    readonly kind: Kind;
    /** The content, nulls included; made of maps without prototypes. */
    readonly value: JsonObject;
    /** Set if one of the keys in `.caregate/keys` signed it. */
    readonly signed?: true;
    /** The location of the value at a path, or of its deepest existing parent when it is absent. */
    locate(path: Path): Location;
    /** The text of a single value as the file writes it; absent for a document that was made of another format. */
    readonly source?: (path: Path) => string | undefined;
    /** The edit for a change; undefined if it cannot be made in place. Absent for a document of another format. */
    readonly edit?: (change: DocumentChange) => LocatedEdit | undefined;
}
