import { type ClaimConflict, at, conflict, is, other } from "../claim.ts";

/** What part a system has in decisions. */
export const decisionConflicts: readonly ClaimConflict[] = [
  conflict(
    "decision",
    at("spec.decisionRole", is("none", "informs", "augments", "drives")),
    at("spec.oversight.finalDecision", is("system")),
    at("spec.oversight.coverageActions", is("deny", "delay", "modify", "downgrade")),
    at("spec.data.art22Exception"),
    at("spec.transparency.automatedDecisionNotice", is("before-decision", "with-decision", "on-request")),
  ),
  conflict(
    "decision",
    at("spec.decisionRole", is("none", "informs", "augments")),
    at("spec.oversight.coverageActions", is("recommend-deny")),
  ),
  conflict(
    "decision",
    at("spec.decisionRole", is("none", "informs")),
    at("spec.fairness.primaryCriterion"),
    at("spec.monitoring.signals[].signal", is("alert-rate")),
    at("spec.oversight.biasMeasures", is("own-assessment-first")),
    at("spec.timeCritical", is(true)),
    at("spec.risk.euAiAct", is("high-annex-i", "high-annex-iii")),
  ),
  conflict(
    "decision",
    at("spec.decisionRole", is("none")),
    // Rule 11 grades information for decisions, so that a graded system has some influence
    at("spec.regulatory.conditionSeverity", is("critical", "serious")),
    at("spec.significantEffect", is(true)),
    at("spec.oversight.overseers[].may", is("override")),
  ),
  conflict(
    "decision",
    at("spec.decisionRole", is("decides")),
    at("spec.oversight.reviewBeforeEffect", is("every-output")),
  ),
  conflict(
    "decision",
    at("spec.oversight.finalDecision", other("system")),
    at("spec.oversight.coverageActions", is("deny", "delay", "modify", "downgrade")),
    at("spec.decisionRole", is("decides")),
  ),
  conflict(
    "decision",
    at("spec.oversight.finalDecision", is("system")),
    at("spec.oversight.reviewBeforeEffect", is("every-output")),
  ),
  // cases per shift are those that a person reviews
  conflict(
    "decision",
    at("spec.oversight.reviewBeforeEffect", is("none")),
    at("spec.oversight.overseers[].casesPerShift", (cases) => typeof cases === "number" && cases > 0),
  ),
  conflict(
    "decision",
    at("spec.significantEffect", is(false)),
    at("spec.decisionRole", is("drives", "decides")),
    at("spec.regulatory.conditionSeverity", is("critical", "serious")),
    at("spec.risk.euAiAct", is("high-annex-i", "high-annex-iii")),
    at("spec.timeCritical", is(true)),
    at("spec.oversight.coverageActions", is("deny", "delay", "modify", "downgrade")),
  ),
  conflict(
    "decision",
    at("spec.timeCritical", is(false)),
    at("spec.function", is("emergency-dispatch")),
    at("spec.regulatory.conditionSeverity", is("critical")),
    at("spec.regulatory.monitors", is("vital-parameters")),
  ),
];
