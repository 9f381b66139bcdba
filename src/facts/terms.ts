/** The values of `spec.function`, by class. */
export const functionsOf = {
  clinical: [
    "diagnosis",
    "treatment",
    "triage",
    "screening",
    "patient-monitoring",
    "clinical-decision-support",
    "therapy",
    "emergency-dispatch",
  ],
  "clinical-support": ["documentation", "patient-communication", "care-coordination"],
  coverage: ["utilization-review", "claims", "underwriting", "eligibility"],
  administrative: ["billing", "scheduling", "workforce-management", "operations", "security", "marketing"],
  research: ["population-health", "research"],
} as const;

/** Values of `spec.users` for people who use a system without a profession in care. */
export const layUsers: readonly string[] = ["patient", "caregiver", "member", "public"];

/** Values of `spec.data.categories` that identify no person. */
export const aboutNoPerson: readonly string[] = ["operational", "synthetic", "anonymous"];

/** Values of `spec.risk.fdaDevice` for systems that are devices. */
export const fdaDevices: readonly string[] = ["authorised", "exempt", "investigational", "enforcement-discretion"];

/** Values of `spec.risk.mdrClass` that need a notified body for the device as a whole. */
export const certifiedClasses: readonly string[] = [
  "iia",
  "iib",
  "iii",
  "ivdr-a-sterile",
  "ivdr-b",
  "ivdr-c",
  "ivdr-d",
];

/** Values of `spec.risk.mdrClass` that need a notified body: all except plain class I and plain class A. */
export const notifiedBodyClasses: readonly string[] = [
  "i-sterile",
  "i-measuring",
  "i-reusable-surgical",
  ...certifiedClasses,
];
