import type { ValidateFunction } from "ajv";
import type { BuiltInKind } from "../model/document.ts";

interface Validator {
  readonly default: ValidateFunction;
}

/** The validators, compiled at build time and loaded only to explain what does not fit. */
const modules: Readonly<Record<BuiltInKind, () => Promise<Validator>>> = {
  AIDeployment: () => import("./generated/AIDeployment.js"),
  AuditReport: () => import("./generated/AuditReport.js"),
  CommitteeReview: () => import("./generated/CommitteeReview.js"),
  Config: () => import("./generated/Config.js"),
  Contract: () => import("./generated/Contract.js"),
  Format: () => import("./generated/Format.js"),
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

/** The validator of a kind. */
export async function validatorOf(kind: BuiltInKind): Promise<ValidateFunction> {
  return (await modules[kind]()).default;
}

/** The JSON Schema of a kind, or of what is computed. */
export async function schemaOf(kind: BuiltInKind | "Computed"): Promise<object> {
  const { default: schemas } = await import("./generated/schemas.json", { with: { type: "json" } });
  return (schemas as unknown as Readonly<Record<string, object>>)[kind] as object;
}
