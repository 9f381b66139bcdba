import type { ConfusionMatrix } from "../stats/confusion-matrix.ts";
import { type Contradiction, type EvidenceDocument, type GroupEntry } from "./contradiction.ts";
/** A cell in which the groups of an axis hold more cases than there are. */
interface Excess {
    readonly axis: string;
    readonly cell: keyof ConfusionMatrix;
    readonly groups: readonly GroupEntry[];
    readonly sum: number;
}
/** Where an axis goes beyond all cases: by one group alone, or, where nobody is counted twice, by all together. */
export declare function excessOf({ axis, groups, slack }: {
    axis: string;
    groups: readonly GroupEntry[];
    slack: number;
}, overall: ConfusionMatrix, exclusive: boolean): Excess[];
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
export {};
