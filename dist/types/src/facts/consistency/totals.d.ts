import { type Contradiction, type EvidenceDocument } from "./contradiction.ts";
/**
 * Groups that hold more cases than there are. Where one axis alone goes too far and another adds up to the very total,
 * its groups are to blame, else the total; each is one contradiction, however many cells show it.
 * @param refuted paths of groups whose counts are contradicted already
 */
export declare function findTotalContradictions(report: EvidenceDocument, refuted: ReadonlySet<string>): Contradiction[];
/** Groups that are listed twice: their cases would count twice. */
export declare function repeatedGroups(report: EvidenceDocument): Contradiction[];
/** Shares of the training data and of the people served that add up to more than everybody. */
export declare function findShareContradictions(report: EvidenceDocument): Contradiction[];
