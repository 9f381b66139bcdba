import type { ConfusionMatrix } from "../../stats/confusion-matrix.ts";
import type { Proportion } from "../../stats/rounding.ts";
import type { GroupEntry } from "../contradiction.ts";

/** The probability of the likeliest number of successes, or a number above it; 1 if all or none succeed. */
export function mostLikely({ x, n }: Proportion): number {
  const p = x / n;
  return Math.min(1, 1 / Math.sqrt(2 * Math.PI * n * p * (1 - p)));
}

export interface Counted {
  readonly group: GroupEntry;
  readonly counts: ConfusionMatrix;
}

export const counted = (groups: readonly GroupEntry[]): Counted[] =>
  groups.flatMap((group) => (group.counts ? [{ group, counts: group.counts }] : []));
