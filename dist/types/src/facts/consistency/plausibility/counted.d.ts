import type { ConfusionMatrix } from "../../stats/confusion-matrix.ts";
import type { Proportion } from "../../stats/rounding.ts";
import type { GroupEntry } from "../contradiction.ts";
/** The probability of the likeliest number of successes, or a number above it; 1 if all or none succeed. */
export declare function mostLikely({ x, n }: Proportion): number;
export interface Counted {
    readonly group: GroupEntry;
    readonly counts: ConfusionMatrix;
}
export declare const counted: (groups: readonly GroupEntry[]) => Counted[];
