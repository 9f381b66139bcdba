import { mapsOf, numberAt } from "../../util/json.ts";
import { isExact, publicationOf } from "./publication.ts";
import { equalsAfterRounding, proportionOf } from "../stats/rounding.ts";
import {
  type Contradiction,
  type EvidenceDocument,
  type GroupEntry,
  byAxis,
  groupsIn,
  mergeMismatches,
} from "./contradiction.ts";

/** The largest difference of a rate between two groups; undefined when some group has no such rate. */
function gapOf(groups: readonly GroupEntry[], rate: string): number | undefined {
  const shares = groups.map(({ counts }) => counts && proportionOf(rate, counts));
  const known = shares.flatMap((share) => (share && share.n > 0 ? [share.x / share.n] : []));
  return known.length === groups.length && known.length > 1 ? Math.max(...known) - Math.min(...known) : undefined;
}

/** The gap that counts give; that in equalised odds is the wider one of its two rates (Hardt et al., NeurIPS 2016). */
function recomputed(groups: readonly GroupEntry[], rate: string): number | undefined {
  if (rate !== "equalised-odds") return gapOf(groups, rate);
  const [sensitivity, specificity] = [gapOf(groups, "sensitivity"), gapOf(groups, "specificity")];
  if (sensitivity === undefined || specificity === undefined) return undefined;
  return Math.max(sensitivity, specificity);
}

/**
 * Gaps that a fairness report states and the counts of its groups refute.
 * @param refuted paths of groups whose counts are contradicted already
 */
export function findGapContradictions(report: EvidenceDocument, refuted: ReadonlySet<string>): Contradiction[] {
  // What is hidden in a publication is not what the gaps were worked out from.
  const published = publicationOf(report.value);
  if (published.isSuppressed || !isExact(published)) return [];
  const axes = byAxis(groupsIn(report));
  return mapsOf(report.value["claimedGaps"]).flatMap(({ index, map }) => {
    const [axis, rate, gap] = [String(map["axis"]), String(map["rate"]), numberAt(map["gap"])];
    const groups = axes.get(axis) ?? [];
    const exact = groups.some(({ path }) => refuted.has(path)) ? undefined : recomputed(groups, rate);
    if (gap === undefined || exact === undefined || equalsAfterRounding(gap, exact)) return [];
    return mergeMismatches(report, [
      {
        path: `${report.at}.claimedGaps[${index}].gap`,
        what: `gap in ${rate} by ${axis}`,
        claimed: String(gap),
        recomputed: exact.toFixed(4),
      },
    ]);
  });
}
