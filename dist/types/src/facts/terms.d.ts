/** The values of `spec.function`, by class. */
export declare const functionsOf: {
    readonly clinical: readonly ["diagnosis", "treatment", "triage", "screening", "patient-monitoring", "clinical-decision-support", "therapy", "emergency-dispatch"];
    readonly "clinical-support": readonly ["documentation", "patient-communication", "care-coordination"];
    readonly coverage: readonly ["utilization-review", "claims", "underwriting", "eligibility"];
    readonly administrative: readonly ["billing", "scheduling", "workforce-management", "operations", "security", "marketing"];
    readonly research: readonly ["population-health", "research"];
};
/** Values of `spec.users` for people who use a system without a profession in care. */
export declare const layUsers: readonly string[];
/** Values of `spec.data.categories` that identify no person. */
export declare const aboutNoPerson: readonly string[];
/** Values of `spec.risk.fdaDevice` for systems that are devices. */
export declare const fdaDevices: readonly string[];
/** Values of `spec.risk.mdrClass` that need a notified body for the device as a whole. */
export declare const certifiedClasses: readonly string[];
/** Values of `spec.risk.mdrClass` that need a notified body: all except plain class I and plain class A. */
export declare const notifiedBodyClasses: readonly string[];
