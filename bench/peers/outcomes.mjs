// Compares each tool's verdicts with what is known of each manifest. A rule that is unknown because something is
// missing has to be flagged like one that fails: both block.

const rulesOf = (known) => [...new Set(Object.values(known).flatMap(({ truth }) => Object.keys(truth)))].toSorted();

/**
 * @param known what is known of each manifest by its name
 * @param found the rules that a tool flagged, by manifest
 * @returns counts of rules on manifests, and of manifests with a hole that came through with nothing flagged at all
 */
export function compare(known, found) {
  const counts = {
    violations: 0,
    violationsFound: 0,
    holes: 0,
    holesFound: 0,
    manifestsWithHoles: 0,
    wavedThrough: 0,
    falseAlarms: 0,
  };
  const missed = {};
  const alarms = {};
  for (const [name, { kind, truth, defect }] of Object.entries(known)) {
    const flagged = found.get(name) ?? new Set();
    for (const [rule, outcome] of Object.entries(truth)) {
      const sort = outcome === "fail" ? "violations" : "holes";
      counts[sort] += 1;
      if (flagged.has(rule)) counts[`${sort}Found`] += 1;
      else (missed[rule] ??= []).push(defect);
    }
    for (const rule of flagged) {
      if (truth[rule]) continue;
      counts.falseAlarms += 1;
      (alarms[rule] ??= []).push(defect);
    }
    if (kind !== "hole") continue;
    counts.manifestsWithHoles += 1;
    if (flagged.size === 0) counts.wavedThrough += 1;
  }
  const tell = (all) =>
    Object.fromEntries(rulesOf(known).flatMap((rule) => (all[rule] ? [[rule, tally(all[rule])]] : [])));
  return { ...counts, missed: tell(missed), alarms: tell(alarms) };
}

/** How often each defect comes up. */
function tally(defects) {
  const counts = {};
  for (const defect of defects.toSorted()) counts[defect] = (counts[defect] ?? 0) + 1;
  return counts;
}
