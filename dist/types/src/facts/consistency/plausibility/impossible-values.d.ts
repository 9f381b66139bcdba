import type { ConfusionMatrix } from "../../stats/confusion-matrix.ts";
import { type EvidenceDocument, type Anomaly } from "../contradiction.ts";
import type { Counted } from "./counted.ts";
export declare function narrowMetrics(report: EvidenceDocument): Anomaly[];
/** Finds narrow intervals among the rates of a group, such as `sensitivityLow` and `sensitivityHigh`. */
export declare function narrowClaims(report: EvidenceDocument, { group, counts }: Counted): Anomaly[];
/** Finds proportions that no whole number of cases gives. Skips numbers of cases that refer to the whole test. */
export declare function impossibleShares(report: EvidenceDocument): Anomaly[];
/**
 * Finds an AUROC below the area under the two straight lines through the operating point, by more than five standard
 * errors. A model that ranks so badly elsewhere cannot reach that operating point.
 */
export declare function lowAuroc(report: EvidenceDocument, counts: ConfusionMatrix): Anomaly[];
