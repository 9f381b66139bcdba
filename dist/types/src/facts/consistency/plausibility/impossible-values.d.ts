import type { ConfusionMatrix } from "../../stats/confusion-matrix.ts";
import { type EvidenceDocument, type Anomaly } from "../contradiction.ts";
import type { Counted } from "./counted.ts";
export declare function narrowMetrics(report: EvidenceDocument): Anomaly[];
/** Intervals among the claims of a group, such as `sensitivityLow` and `sensitivityHigh`. */
export declare function narrowClaims(report: EvidenceDocument, { group, counts }: Counted): Anomaly[];
/** A share that no whole number of the cases gives; nothing when the numbers of cases are of the whole test. */
export declare function impossibleShares(report: EvidenceDocument): Anomaly[];
/**
 * An AUROC below that of the two straight lines through the operating point, by more than five standard errors: a
 * model that ranks so badly elsewhere does not do so well there.
 */
export declare function lowAuroc(report: EvidenceDocument, counts: ConfusionMatrix): Anomaly[];
