/** Roles that usually know an answer. */
export const knowers = ["clinical", "data-science", "legal", "privacy", "security", "vendor", "owner"] as const;
export type Knower = (typeof knowers)[number];

/** Paths of the rule context by their beginning, the longest first, and who usually knows. */
const byPath: readonly (readonly [RegExp, Knower])[] = [
  [/^spec\.security\b/, "security"],
  [/^spec\.(?:data|privacyTechniques)\b/, "privacy"],
  [/^spec\.(?:oversight|fairness|incidentResponse|timeCritical|capabilities|affects|users)\b/, "clinical"],
  [/^spec\.(?:model\.(?:lastChange|training|baseModel|learning)|monitoring|change|integration)/, "data-science"],
  [/^spec\.vendors\b.*\.(?:security|certif|location|country|subprocess)/, "vendor"],
  [/^spec\.(?:vendors|regulatory|significantEffect|transparency)\b/, "legal"],
  [/^spec\.model\b/, "data-science"],
  [/^organisation\.(?:privacyOfficial|dpo|privacyNotice|rights|notices|caldicott\w*|retention)\b/, "privacy"],
  [/^organisation\.(?:securityOfficial|cisaRequirements|dspt)\b/, "security"],
  [
    /^organisation\.(?:committee|safetyReporting|clinicalSafetyOfficer|patientEducation|deviceReporting\w*|recall\w*)\b/,
    "clinical",
  ],
  [/^organisation\b/, "legal"],
  [/^evidence\.(?:contracts|vendorAssessments)\b/, "legal"],
  [/^evidence\.(?:impactAssessments|privacyTests)\b/, "privacy"],
  [/^evidence\.(?:riskAnalyses|auditReports|tabletopExercises)\b/, "security"],
  [/^evidence\.(?:committeeReviews|trainingRecords)\b/, "clinical"],
  [/^evidence\./, "data-science"],
];

/** Kinds of evidence, and who usually has them. */
const byKind: Readonly<Record<string, Knower>> = {
  Contract: "legal",
  VendorAssessment: "vendor",
  ImpactAssessment: "privacy",
  PrivacyTest: "privacy",
  RiskAnalysis: "security",
  AuditReport: "security",
  TabletopExercise: "security",
  CommitteeReview: "clinical",
  TrainingRecord: "clinical",
  ModelCard: "vendor",
};

/**
 * Who usually knows what to state at a path of the rule context.
 * @param kind the kind of the evidence that the path is about, if it is an entry of `evidence`
 */
export function knowerOf(path: string, kind?: string): Knower {
  if (kind !== undefined) return byKind[kind] ?? "data-science";
  return byPath.find(([pattern]) => pattern.test(path))?.[1] ?? "owner";
}
