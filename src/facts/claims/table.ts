import { type ClaimName, type ClaimConflict, type ValueAt, at, is, lacks, only, other } from "./claim.ts";

const administrative = ["billing", "scheduling", "workforce-management", "operations", "security", "marketing"];
const coverage = ["utilization-review", "claims", "underwriting", "eligibility"];
const clinical = [
  "diagnosis",
  "treatment",
  "triage",
  "screening",
  "patient-monitoring",
  "clinical-decision-support",
  "therapy",
  "emergency-dispatch",
];
const lay = ["patient", "caregiver", "member", "public"];
/** Data about no person who could be identified. */
const aboutNobody = ["operational", "synthetic", "anonymous"];
/** Data with a regime of their own under health law. */
const healthData = [
  "phi",
  "limited-data-set",
  "part2-sud",
  "psychotherapy-notes",
  "sud-counseling-notes",
  "health",
  "mental-health",
  "reproductive",
  "hiv",
  "genetic",
  "omic",
  "biometric",
  "ethnicity-or-belief",
];
const ivdrClasses = ["ivdr-a", "ivdr-a-sterile", "ivdr-b", "ivdr-c", "ivdr-d"];
const certified = ["iia", "iib", "iii", "ivdr-a-sterile", "ivdr-b", "ivdr-c", "ivdr-d"];
const fdaDevices = ["authorised", "exempt", "investigational", "enforcement-discretion"];

/** The marks of a claim in other fields: each contradicts it. */
const conflict = (claim: ClaimName, claimed: ValueAt, ...against: readonly ValueAt[]): ClaimConflict => ({
  claim,
  claimed,
  against,
});

/** Places: what only the law of one region asks for, where the region is not among those of the system. */
const places: readonly ClaimConflict[] = [
  conflict(
    "jurisdictions",
    at("facts.regions", lacks("us")),
    at("spec.data.legalBases[].hipaa"),
    at("spec.data.legalBases[].part2"),
    at("spec.data.categories", is("phi", "limited-data-set", "part2-sud", "sud-counseling-notes")),
    at("spec.vendors[].roles", is("business-associate", "qualified-service-organization")),
    at("spec.regulatory.fdaSubmission"),
    at("spec.regulatory.ideNumber"),
    at("spec.risk.fdaDevice", is(...fdaDevices, "non-device-cds")),
    at("spec.regulatory.humanSubjects", is("federally-supported", "assured")),
    at("evidence.contracts[].instruments", is("baa", "qsoa")),
    at("spec.regulatory.oncModule", is(true)),
  ),
  conflict(
    "jurisdictions",
    at("facts.regions", lacks("eu")),
    at("spec.risk.mdrClass", other("not-a-device")),
    at("spec.risk.euAiAct", other("out-of-scope")),
    at("spec.regulatory.euRoles"),
    at("spec.regulatory.mdrRoute"),
    at("spec.regulatory.notifiedBody"),
    at("spec.regulatory.euDatabaseId"),
    at("spec.data.ehdsPermit"),
  ),
  conflict(
    "jurisdictions",
    at("facts.regions", lacks("eu", "gb")),
    at("spec.data.legalBases[].gdprArt6"),
    at("spec.data.legalBases[].gdprArt9"),
    at("evidence.contracts[].instruments", is("dpa", "joint-controller", "scc", "bcr")),
  ),
  conflict(
    "jurisdictions",
    at("facts.regions", lacks("gb")),
    at("spec.data.confidentialityGateway"),
    at("spec.regulatory.mhraRegistration"),
    at("evidence.contracts[].instruments", is("uk-idta", "uk-addendum")),
  ),
];

/** What a system is for. */
const functions: readonly ClaimConflict[] = [
  conflict(
    "function",
    at("spec.function", is(...administrative)),
    at("spec.risk.fdaDevice", is(...fdaDevices, "non-device-cds")),
    at("spec.risk.mdrClass", other("not-a-device")),
    at("spec.regulatory.conditionSeverity"),
    at("spec.regulatory.monitors", other("none")),
    at("spec.governance.clinicalOwner"),
    at("spec.oversight.finalDecision", is("licensed-clinician", "qualified-reviewer")),
    at("spec.users", is("clinician", "therapist", "utilization-reviewer")),
    at("spec.data.purposes", is("treatment")),
    at("spec.timeCritical", is(true)),
  ),
  conflict(
    "function",
    at("spec.function", is(...coverage)),
    at("spec.risk.fdaDevice", is(...fdaDevices, "non-device-cds")),
    at("spec.risk.mdrClass", other("not-a-device")),
    at("spec.regulatory.conditionSeverity"),
    at("spec.regulatory.monitors", other("none")),
    at("spec.governance.clinicalOwner"),
    at("spec.data.purposes", only("treatment", "quality-improvement", "research", "model-development")),
  ),
  conflict(
    "function",
    at("spec.function", (value) => !is(...coverage)(value)),
    at("spec.oversight.coverageActions"),
    at("spec.oversight.finalDecision", is("qualified-reviewer")),
    at("spec.users", only("utilization-reviewer")),
    at("spec.data.purposes", only("payment")),
    at("spec.transparency.denialReasonSpecific"),
    at("spec.transparency.criteria"),
    at("evidence.committeeReviews[].body", is("um-committee")),
  ),
  conflict(
    "function",
    at("spec.function", is("research", "population-health")),
    at("spec.risk.fdaDevice", is("authorised", "exempt", "enforcement-discretion", "non-device-cds")),
    at("spec.risk.mdrClass", other("not-a-device")),
    at("spec.regulatory.conditionSeverity"),
    at("spec.oversight.finalDecision", is("licensed-clinician", "qualified-reviewer")),
    at("spec.data.purposes", is("treatment", "payment")),
    at("spec.timeCritical", is(true)),
    at("spec.users", lacks("researcher")),
  ),
  conflict(
    "function",
    at("spec.function", is("documentation", "patient-communication", "care-coordination")),
    at("spec.risk.fdaDevice", is("authorised", "investigational")),
    at("spec.risk.mdrClass", other("not-a-device")),
    at("spec.regulatory.conditionSeverity"),
    at("spec.regulatory.monitors", other("none")),
    at("spec.timeCritical", is(true)),
  ),
  conflict(
    "function",
    at("spec.function", is("documentation", "patient-communication")),
    at("spec.decisionRole", is("augments", "drives", "decides")),
  ),
  conflict(
    "function",
    at("spec.function", is("documentation", "patient-communication", "care-coordination")),
    at("spec.decisionRole", is("drives", "decides")),
  ),
  conflict(
    "function",
    at("spec.function", lacks("therapy", "patient-communication")),
    at("spec.oversight.therapyConductedBy"),
  ),
  conflict(
    "function",
    at("spec.function", lacks(...clinical, "patient-communication", "care-coordination")),
    at("spec.capabilities", is("companion-chat")),
  ),
];

/** Who uses it, and whom it is about. */
const people: readonly ClaimConflict[] = [
  conflict(
    "people",
    at("spec.affects", lacks("patients", "members", "public")),
    at("spec.function", is(...clinical, ...coverage, "patient-communication", "care-coordination")),
    at("spec.data.categories", is("phi", "part2-sud", "psychotherapy-notes", "sud-counseling-notes")),
    at("spec.data.purposes", is("treatment", "payment")),
    at("spec.oversight.finalDecision", is("licensed-clinician", "qualified-reviewer")),
    at("spec.users", is(...lay)),
    at("spec.transparency.patientNotice.text"),
  ),
  conflict("people", at("spec.affects", only("nobody")), at("spec.significantEffect", is(true))),
  conflict("people", at("spec.affects", lacks("members")), at("spec.oversight.coverageActions")),
  conflict("people", at("spec.affects", lacks("staff")), at("spec.function", is("workforce-management"))),
  conflict(
    "people",
    at("spec.users", lacks(...lay)),
    at("spec.regulatory.patientFunction", other("not-patient-facing")),
    at("spec.capabilities", is("companion-chat")),
    at("spec.transparency.aiDisclosure"),
    at("spec.data.sources[].kind", is("patient-entered")),
  ),
  conflict(
    "people",
    at("spec.users", only("researcher", "administrative-staff")),
    at("spec.oversight.finalDecision", is("licensed-clinician")),
    at("evidence.trainingRecords[].audience", is("clinical-users")),
  ),
  conflict(
    "people",
    at("spec.users", lacks("clinician", "therapist")),
    at("evidence.trainingRecords[].audience", is("clinical-users")),
  ),
  conflict("people", at("spec.users", is(...lay)), at("spec.regulatory.patientFunction", is("not-patient-facing"))),
];

/** What its data are about. */
const data: readonly ClaimConflict[] = [
  conflict(
    "data",
    at("spec.data.categories", only(...aboutNobody, "de-identified")),
    at("spec.data.minimumNecessary.directIdentifiers", is("tokenised", "justified", "present")),
    at("spec.data.legalBases[].hipaa", other("limited-data-set")),
    at("spec.data.legalBases[].gdprArt6"),
    at("spec.data.legalBases[].gdprArt9"),
    at("spec.data.legalBases[].part2", other("deidentified-public-health")),
    at("spec.data.consent.properties"),
    at("spec.vendors[].roles", is("business-associate", "qualified-service-organization", "processor")),
    at("spec.vendors[].dataAccess", is("identifiable", "pseudonymised")),
    at("evidence.contracts[].instruments", is("baa", "qsoa", "dpa")),
    at("spec.security.recordWrites", other("none")),
    at("spec.security.auditLog.fields", is("patient")),
    at("spec.data.part2Checked"),
    at("spec.data.pseudonymKey", is("held")),
  ),
  conflict(
    "data",
    at("spec.data.categories", only(...aboutNobody, "staff", "financial", "personal", "geolocation")),
    at("spec.data.legalBases[].hipaa"),
    at("spec.data.legalBases[].gdprArt9"),
    at("spec.data.purposes", is("treatment", "payment")),
    at("spec.data.modalities", is("waveform", "genomic-pattern", "pulse-oximetry", "continuous-sensor")),
    at("spec.data.sources[].kind", is("own-record", "own-device", "other-provider", "registry", "ehds-permit")),
    at("spec.affects", is("patients", "members")),
  ),
  conflict(
    "data",
    at("spec.data.categories", lacks("phi", "limited-data-set", "part2-sud", "psychotherapy-notes", "genetic")),
    at("spec.data.legalBases[].hipaa"),
  ),
  conflict(
    "data",
    at("spec.data.categories", lacks("phi", "part2-sud", "limited-data-set", "sud-counseling-notes")),
    at("spec.vendors[].roles", is("business-associate")),
    at("evidence.contracts[].instruments", is("baa")),
    at("spec.data.flagsHonoured"),
  ),
  conflict(
    "data",
    at("spec.data.categories", lacks("part2-sud", "sud-counseling-notes")),
    at("spec.data.legalBases[].part2", other("deidentified-public-health")),
    at("spec.vendors[].roles", is("qualified-service-organization")),
    at("evidence.contracts[].instruments", is("qsoa")),
    at("spec.data.flagsHonoured", is("part2-segmentation")),
  ),
  conflict(
    "data",
    at("spec.data.categories", lacks(...healthData, "consumer-health", "pseudonymised")),
    at("spec.data.legalBases[].gdprArt9"),
  ),
  conflict(
    "data",
    at("spec.data.categories", only(...aboutNobody, "long-deceased")),
    at("spec.timeCritical", is(true)),
    at("spec.significantEffect", is(true)),
    at("spec.users", is("patient", "caregiver", "member")),
  ),
  conflict(
    "data",
    at("spec.data.categories", lacks("genetic", "omic")),
    at("spec.data.modalities", is("genomic-pattern")),
  ),
  conflict(
    "data",
    at("spec.data.categories", lacks("pseudonymised", "phi", "health")),
    at("spec.data.pseudonymKey", is("held")),
  ),
  conflict(
    "data",
    at("spec.data.modalities", lacks("audio", "video")),
    at("spec.capabilities", is("session-recording")),
  ),
];

/** What it can do. */
const capabilities: readonly ClaimConflict[] = [
  ["session-recording", at("spec.data.consent.properties", is("all-parties-to-recording"))],
  ["record-writing", at("spec.security.recordWrites", other("none"))],
  ["tool-use", at("spec.security.toolPermissions", is("allow-listed", "unrestricted"))],
  ["web-tracking", at("spec.data.trackers")],
  ["emotion-recognition", at("spec.regulatory.emotionReason", other("none"))],
  ["outbound-calls", at("spec.data.consent.properties", is("calls-with-artificial-voice"))],
  ["length-of-stay-prediction", at("spec.fairness.labelSource", is("length-of-stay"))],
  [
    "retrieval",
    at("spec.transparency.explanation.method", is("citations")),
    at("spec.transparency.explanation.shows", is("source-citations")),
  ],
].map(([capability, ...against]) =>
  conflict("capabilities", at("spec.capabilities", lacks(capability as string)), ...(against as ValueAt[])),
);

const recorders: readonly ClaimConflict[] = [
  conflict(
    "capabilities",
    at("spec.security.localRecorders", is(false)),
    at("spec.capabilities", is("session-recording")),
  ),
];

/** What kind of model it is. */
const models: readonly ClaimConflict[] = [
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
  conflict("model", at("spec.model.learning", is("locked")), at("spec.change.loopControls")),
  conflict("model", at("spec.model.learning", lacks("continuous")), at("spec.change.loopControls")),
];

/** What say it has in decisions. */
const decisions: readonly ClaimConflict[] = [
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
    at("spec.regulatory.conditionSeverity", is("critical", "serious")),
    at("spec.risk.euAiAct", is("high-annex-i", "high-annex-iii")),
  ),
  conflict(
    "decision",
    at("spec.decisionRole", is("none")),
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
    at("spec.function", is("emergency-dispatch", "triage")),
    at("spec.regulatory.conditionSeverity", is("critical")),
    at("spec.regulatory.monitors", is("vital-parameters")),
  ),
];

/** How the organisation and the law class it. */
const classes: readonly ClaimConflict[] = [
  conflict(
    "classification",
    at("spec.risk.level", is("low", "moderate")),
    at("spec.risk.euAiAct", is("high-annex-i", "high-annex-iii")),
    at("spec.risk.mdrClass", is("iib", "iii", "ivdr-c", "ivdr-d")),
    at("spec.regulatory.conditionSeverity", is("critical", "serious")),
    at("spec.timeCritical", is(true)),
  ),
  conflict(
    "classification",
    at("spec.risk.fdaDevice", other("authorised")),
    at("spec.regulatory.fdaSubmission"),
    at("spec.regulatory.fdaAuthorisedVersions"),
  ),
  conflict("classification", at("spec.risk.fdaDevice", other("investigational")), at("spec.regulatory.ideNumber")),
  conflict(
    "classification",
    at("spec.risk.mdrClass", is("not-a-device")),
    at("spec.regulatory.mdrRoute"),
    at("spec.regulatory.notifiedBody"),
    at("spec.regulatory.udi"),
    at("spec.regulatory.certificateExpires"),
    at("spec.risk.euAiAct", is("high-annex-i")),
    at("spec.regulatory.conditionSeverity"),
    at("spec.regulatory.monitors", other("none")),
  ),
  conflict(
    "classification",
    at("spec.risk.mdrClass", lacks(...certified, "i-sterile", "i-measuring", "i-reusable-surgical")),
    at("spec.regulatory.notifiedBody"),
    at("spec.risk.euAiAct", is("high-annex-i")),
  ),
  conflict(
    "classification",
    at("spec.risk.mdrClass", is(...ivdrClasses)),
    at(
      "spec.data.modalities",
      only("image", "audio", "video", "free-text", "waveform", "continuous-sensor", "pulse-oximetry"),
    ),
  ),
  conflict(
    "classification",
    at("spec.risk.mdrClass", is("not-a-device", "i", "iia")),
    at("spec.regulatory.conditionSeverity", is("critical")),
  ),
  conflict(
    "classification",
    at("spec.regulatory.conditionSeverity", is("serious", "non-serious")),
    at("spec.risk.mdrClass", is("iii")),
  ),
  conflict(
    "classification",
    at("spec.regulatory.conditionSeverity", is("non-serious")),
    at("spec.risk.mdrClass", is("iib", "iii")),
    at("spec.timeCritical", is(true)),
    at("spec.risk.level", is("high")),
  ),
  conflict(
    "classification",
    at("spec.risk.euAiAct", is("out-of-scope", "minimal", "transparency", "not-high-art-6-3")),
    at("spec.risk.mdrClass", is(...certified)),
    at("spec.risk.annex3Point", other("none")),
    at("spec.regulatory.euDatabaseId"),
  ),
  conflict(
    "classification",
    at("spec.risk.euAiAct", is("high-annex-iii")),
    at("spec.risk.annex3Point", is("none")),
    at("spec.risk.mdrClass", is(...certified)),
  ),
  conflict("classification", at("spec.risk.euAiAct", is("high-annex-i")), at("spec.risk.annex3Point", other("none"))),
  conflict(
    "classification",
    at("spec.risk.euAiAct", is("out-of-scope", "minimal", "transparency")),
    at("spec.regulatory.art63Condition"),
  ),
  conflict(
    "classification",
    at("spec.regulatory.patientFunction", is("general-wellness", "administrative")),
    at("spec.function", is(...clinical)),
    at("spec.risk.fdaDevice", is("authorised", "investigational")),
    at("spec.regulatory.serviceClaims", is("diagnoses-disease", "treats-disease")),
  ),
  conflict(
    "classification",
    at("spec.regulatory.dojAssessment", is("none-exposed")),
    at("spec.vendors[].countryOfConcern", is(true)),
    at("spec.vendors[].countries", is("CN", "RU", "IR", "KP", "CU", "VE")),
    at("spec.vendors[].accessCountries", is("CN", "RU", "IR", "KP", "CU", "VE")),
  ),
  conflict(
    "classification",
    at("spec.regulatory.humanSubjects", is("outside")),
    at("evidence.committeeReviews[].body", is("irb")),
  ),
  conflict(
    "classification",
    at("spec.regulatory.mdrRoute", other("in-house")),
    at("spec.regulatory.inHouseDeclaration"),
    at("spec.regulatory.inHouseReason"),
  ),
  conflict("classification", at("spec.regulatory.mdrRoute", other("legacy")), at("spec.regulatory.legacyDeadline")),
];

/** Values that exclude each other, by subject. */
export const conflicts: readonly ClaimConflict[] = [
  ...places,
  ...functions,
  ...people,
  ...data,
  ...capabilities,
  ...recorders,
  ...models,
  ...decisions,
  ...classes,
];
