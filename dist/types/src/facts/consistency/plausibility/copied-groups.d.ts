import type { EvidenceDocument, GroupEntry, Anomaly } from "../contradiction.ts";
/**
 * Groups of an axis whose rates are the same to three decimals, more of them and more closely than chance allows. The
 * first of them is taken as given; that the others match it has the product of their chances, times the number of ways
 * to choose as many groups and one of them to go by.
 */
export declare function identicalRates(report: EvidenceDocument, groups: readonly GroupEntry[]): Anomaly[];
