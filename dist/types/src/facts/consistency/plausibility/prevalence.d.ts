import { type EvidenceDocument, type Anomaly } from "../contradiction.ts";
/** Cases from elsewhere that are far more often cases than where the system is used: what it predicts there. */
export declare function enriched(report: EvidenceDocument, localPrevalence: number | undefined): Anomaly[];
/** Without counts: predictive values stated that do not hold at the prevalence where the system is used. */
export declare function foreignPredictiveValues(report: EvidenceDocument, localPrevalence: number | undefined): Anomaly[];
