import type { JsonObject } from "../util/json.ts";
import type { Path } from "../util/json-path.ts";
import type { DocumentChange, LocatedEdit } from "./edit.ts";
import type { Location } from "./location.ts";

export type { Location, Position, Span } from "./location.ts";

/** The evidence kinds and the collection of the rule context that holds each. */
export const evidenceCollections = {
  AuditReport: "auditReports",
  CommitteeReview: "committeeReviews",
  Contract: "contracts",
  FairnessReport: "fairnessReports",
  ImpactAssessment: "impactAssessments",
  ModelCard: "modelCards",
  MonitoringReport: "monitoringReports",
  PrivacyTest: "privacyTests",
  RiskAnalysis: "riskAnalyses",
  TabletopExercise: "tabletopExercises",
  TrainingRecord: "trainingRecords",
  ValidationReport: "validationReports",
  VendorAssessment: "vendorAssessments",
} as const;

export type EvidenceKind = keyof typeof evidenceCollections;
export type Kind = "AIDeployment" | "Policy" | "Waiver" | "Config" | "Format" | EvidenceKind;

/** The kind of the documents that are evaluated. */
export const MANIFEST = "AIDeployment";

export const kinds: readonly Kind[] = [
  "AIDeployment",
  "Policy",
  "Waiver",
  "Config",
  "Format",
  ...(Object.keys(evidenceCollections) as EvidenceKind[]),
];

export function isEvidenceKind(kind: string): kind is EvidenceKind {
  return Object.hasOwn(evidenceCollections, kind);
}

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
