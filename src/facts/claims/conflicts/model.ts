import { type ClaimConflict, at, conflict, is, lacks, other } from "../claim.ts";

/** What kind of model a system has. */
export const modelConflicts: readonly ClaimConflict[] = [
  conflict(
    "model",
    at("spec.model.type", is("rules", "predictive")),
    at("spec.capabilities", is("retrieval", "tool-use", "deep-fake", "companion-chat")),
    at("spec.security.generationSafeguards", other("none")),
    at("spec.security.toolPermissions", other("none")),
    at("spec.monitoring.signals[].signal", is("generation-errors")),
    at("spec.monitoring.signals[].metric", is("fabrication-rate")),
    at("spec.transparency.outputMarking", is("machine-readable", "visible-only")),
    at("spec.transparency.explanation.method", is("llm-rationale")),
    at("evidence.validationReports[].sourceGrounding", is("every-statement-linked", "partly")),
  ),
  conflict(
    "model",
    at("spec.model.type", is("rules")),
    at("spec.model.trainedOnCategories"),
    at("spec.model.baseModel"),
    at("spec.model.learning", is("scheduled", "continuous")),
    at("evidence.modelCards[].trainingData"),
    at("evidence.privacyTests[].type", is("membership-inference", "model-inversion", "gradient-inversion")),
    at("spec.data.purposes", is("model-development")),
    at("spec.privacyTechniques[].technique", is("federated-learning", "differential-privacy")),
  ),
  conflict(
    "model",
    at("spec.model.type", is("rules", "generative")),
    at("spec.fairness.primaryCriterion"),
    at("evidence.fairnessReports[].groups[].tp"),
    at("evidence.validationReports[].calibrationBins"),
    at("spec.monitoring.signals[].metric", is("auroc", "oe-ratio", "slope")),
  ),
  conflict("model", at("spec.model.learning", lacks("continuous")), at("spec.change.loopControls")),
];
