import { type RatioInput } from "./intervals.ts";
/** Successes among the trials of one group; undefined when a count is not shown. */
export type Sample = RatioInput | undefined;
/** Two sets of groups, by their positions, that are compared: the one with the lower rate first. */
export interface SideComparison {
    readonly lower: readonly number[];
    readonly higher: readonly number[];
    /** The observed difference. */
    readonly value: number;
}
/** What the groups of one axis say about the largest gap between two of them. */
export interface GapDecision {
    /** The comparison that proves most; undefined when none proves a gap. */
    readonly proven: SideComparison | undefined;
    /** The gap is larger than every tolerance below `low`, with error FAMILY_ERROR over the axis. */
    readonly low: number;
    /** The largest observed difference among those that are proven not to be zero; 0 when there is none. */
    readonly signal: number;
    /** The pair about which least is known. */
    readonly open: SideComparison;
    /** The gap is at most `high`, with error PASS_ERROR. */
    readonly high: number;
}
/**
 * Decides about the largest gap between two groups of one axis. Comparing it with a tolerance has three results.
 *
 * - Larger, when `low` is above the tolerance: some group differs by more from the others together, or two groups
 *   differ by more, each at its part of the error (S. Holm, Scandinavian Journal of Statistics 6, 1979: whether any
 *   hypothesis falls is decided in the first step). Parts are fixed beforehand.
 * - At most the tolerance, when `high` is: every pair is proven not to differ by more (non-inferiority with the
 *   tolerance as margin; all pairs have to be proven, so that none needs a correction, R. L. Berger, Technometrics 24,
 *   1982).
 * - Else undecided. This includes an axis with so many groups that not all are compared, unless those show a gap.
 *
 * @returns undefined when there are fewer than two groups
 */
export declare function decideGap(stated: readonly Sample[]): GapDecision | undefined;
/**
 * The smallest gap between two groups that samples of these sizes can rule out: the upper bound that decides, when both
 * groups show the same proportion. No tolerance below it can be confirmed, however alike the groups are.
 * @param p the proportion, such as the sensitivity of all groups together
 * @returns undefined when a group has no cases
 */
export declare function resolvableGap(p: number, n1: number, n2: number): number | undefined;
/**
 * The largest difference that remains possible between two groups of an axis once more cases are there: of each pair
 * what is known today or, where a plan makes one of them larger, what the planned numbers can rule out.
 * @param later trials of each group by then; undefined for a group without a plan
 */
export declare function plannedGap(samples: readonly Sample[], later: readonly (number | undefined)[]): number;
