import type { ValidateFunction } from "ajv";
import type { Kind } from "../model/document.ts";

interface Validator {
  readonly default: ValidateFunction;
}

/** The validators, compiled at build time and loaded only for the kinds that are met. */
const modules: Readonly<Record<Kind, () => Promise<Validator>>> = {
  AIDeployment: () => import("./generated/AIDeployment.js"),
  AuditReport: () => import("./generated/AuditReport.js"),
  CommitteeReview: () => import("./generated/CommitteeReview.js"),
  Config: () => import("./generated/Config.js"),
  Contract: () => import("./generated/Contract.js"),
  FairnessReport: () => import("./generated/FairnessReport.js"),
  ImpactAssessment: () => import("./generated/ImpactAssessment.js"),
  ModelCard: () => import("./generated/ModelCard.js"),
  MonitoringReport: () => import("./generated/MonitoringReport.js"),
  Policy: () => import("./generated/Policy.js"),
  PrivacyTest: () => import("./generated/PrivacyTest.js"),
  RiskAnalysis: () => import("./generated/RiskAnalysis.js"),
  TabletopExercise: () => import("./generated/TabletopExercise.js"),
  TrainingRecord: () => import("./generated/TrainingRecord.js"),
  ValidationReport: () => import("./generated/ValidationReport.js"),
  VendorAssessment: () => import("./generated/VendorAssessment.js"),
  Waiver: () => import("./generated/Waiver.js"),
};

/** The schemas themselves, loaded only to explain what does not fit them. */
const schemas: Readonly<Record<Kind | "Computed", () => Promise<{ default: object }>>> = {
  AIDeployment: () => import("./generated/AIDeployment.schema.json", { with: { type: "json" } }),
  AuditReport: () => import("./generated/AuditReport.schema.json", { with: { type: "json" } }),
  CommitteeReview: () => import("./generated/CommitteeReview.schema.json", { with: { type: "json" } }),
  Computed: () => import("./generated/Computed.schema.json", { with: { type: "json" } }),
  Config: () => import("./generated/Config.schema.json", { with: { type: "json" } }),
  Contract: () => import("./generated/Contract.schema.json", { with: { type: "json" } }),
  FairnessReport: () => import("./generated/FairnessReport.schema.json", { with: { type: "json" } }),
  ImpactAssessment: () => import("./generated/ImpactAssessment.schema.json", { with: { type: "json" } }),
  ModelCard: () => import("./generated/ModelCard.schema.json", { with: { type: "json" } }),
  MonitoringReport: () => import("./generated/MonitoringReport.schema.json", { with: { type: "json" } }),
  Policy: () => import("./generated/Policy.schema.json", { with: { type: "json" } }),
  PrivacyTest: () => import("./generated/PrivacyTest.schema.json", { with: { type: "json" } }),
  RiskAnalysis: () => import("./generated/RiskAnalysis.schema.json", { with: { type: "json" } }),
  TabletopExercise: () => import("./generated/TabletopExercise.schema.json", { with: { type: "json" } }),
  TrainingRecord: () => import("./generated/TrainingRecord.schema.json", { with: { type: "json" } }),
  ValidationReport: () => import("./generated/ValidationReport.schema.json", { with: { type: "json" } }),
  VendorAssessment: () => import("./generated/VendorAssessment.schema.json", { with: { type: "json" } }),
  Waiver: () => import("./generated/Waiver.schema.json", { with: { type: "json" } }),
};

/** The validator of a kind. */
export async function validatorOf(kind: Kind): Promise<ValidateFunction> {
  return (await modules[kind]()).default;
}

/** The JSON Schema of a kind, or of what is computed. */
export async function schemaOf(kind: Kind | "Computed"): Promise<object> {
  return (await schemas[kind]()).default;
}
