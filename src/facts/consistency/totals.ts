import { mapsOf, numberAt } from "../../util/json.ts";
import type { ConfusionMatrix } from "../stats/confusion-matrix.ts";
import { halfUnit } from "../stats/rounding.ts";
import { publicationOf } from "./publication.ts";
import {
  type Contradiction,
  type EvidenceDocument,
  type GroupEntry,
  byAxis,
  exclusiveAxes,
  groupsIn,
  overallOf,
} from "./contradiction.ts";

const cells = ["tp", "fp", "tn", "fn"] as const;

/** A cell in which the groups of an axis hold more cases than there are. */
interface Excess {
  readonly axis: string;
  readonly cell: keyof ConfusionMatrix;
  readonly groups: readonly GroupEntry[];
  readonly sum: number;
}

/** Sums of what is known; a cell that is not stated counts as none. */
const sumOf = (groups: readonly GroupEntry[], cell: keyof ConfusionMatrix): number =>
  groups.reduce((total, { map }) => total + (numberAt(map[cell]) ?? 0), 0);

/** Where an axis goes beyond all cases: by one group alone, or, where nobody is counted twice, by all together. */
export function excessOf(
  { axis, groups, slack }: { axis: string; groups: readonly GroupEntry[]; slack: number },
  overall: ConfusionMatrix,
  exclusive: boolean,
): Excess[] {
  return cells.flatMap((cell): Excess[] => {
    const alone = groups.filter((group) => sumOf([group], cell) > overall[cell] + 2 * slack);
    if (alone.length > 0) return [{ axis, cell, groups: alone, sum: sumOf(alone.slice(0, 1), cell) }];
    const sum = sumOf(groups, cell);
    return exclusive && sum > overall[cell] + (groups.length + 1) * slack ? [{ axis, cell, groups, sum }] : [];
  });
}

function contradictionOf(
  report: EvidenceDocument,
  excess: Excess,
  overall: ConfusionMatrix,
  blame: readonly string[],
): Contradiction {
  const { axis, cell, groups, sum } = excess;
  const [only] = groups;
  const whose = groups.length === 1 && only ? `${axis} ${only.name}` : `the groups of ${axis}`;
  return {
    paths: blame,
    document: report.file,
    what: `${cell} over all cases, against ${whose}`,
    claimed: String(overall[cell]),
    recomputed: String(sum),
  };
}

/**
 * Groups that hold more cases than there are. Where one axis alone goes too far and another adds up to the very total,
 * its groups are to blame, else the total; each is one contradiction, however many cells show it.
 * @param refuted paths of groups whose counts are contradicted already
 */
export function findTotalContradictions(report: EvidenceDocument, refuted: ReadonlySet<string>): Contradiction[] {
  const overall = overallOf(report);
  if (!overall) return [];
  const exclusive = exclusiveAxes(report);
  const { slack } = publicationOf(report.value);
  const axes = [...byAxis(groupsIn(report))];
  const found = axes.flatMap(([axis, groups]) => {
    const [first] = excessOf({ axis, groups, slack }, overall, exclusive.includes(axis));
    return first && !groups.some(({ path }) => refuted.has(path)) ? [first] : [];
  });
  const [first] = found;
  if (!first) return [];
  const confirmed = axes.some(
    ([axis, groups]) => exclusive.includes(axis) && cells.every((cell) => sumOf(groups, cell) === overall[cell]),
  );
  const total = `${report.at}.overall.${first.cell}`;
  if (!confirmed) return [contradictionOf(report, first, overall, [total, ...first.groups.map(({ path }) => path)])];
  return found.map((excess) =>
    contradictionOf(report, excess, overall, [
      ...excess.groups.map(({ path }) => `${path}.${excess.cell}`),
      `${report.at}.overall.${excess.cell}`,
    ]),
  );
}

/** Groups that are listed twice: their cases would count twice. */
export function repeatedGroups(report: EvidenceDocument): Contradiction[] {
  const first = new Map<string, GroupEntry>();
  return groupsIn(report).flatMap((group) => {
    const key = `${group.axis}\0${group.name}`;
    const other = first.get(key);
    if (!other) {
      first.set(key, group);
      return [];
    }
    const counts = ({ map }: GroupEntry): string =>
      cells.map((cell) => `${cell} ${String(map[cell] ?? "?")}`).join(" ");
    return [
      {
        paths: [`${group.path}.group`, `${other.path}.group`],
        document: report.file,
        what: `counts of ${group.axis} ${group.name}, listed twice`,
        claimed: counts(group),
        recomputed: counts(other),
      },
    ];
  });
}

/** Shares of one axis, on which nobody is counted twice, that add up to more than everybody. */
function overfullShares(
  report: EvidenceDocument,
  list: readonly { path: string; axis: string; share: number | undefined }[],
  of: string,
): Contradiction[] {
  return exclusiveAxes(report).flatMap((axis): Contradiction[] => {
    const stated = list.filter((one) => one.axis === axis && one.share !== undefined);
    const sum = stated.reduce((total, { share }) => total + (share ?? 0), 0);
    const slack = stated.reduce((total, { share }) => total + halfUnit(share ?? 0), 0);
    if (sum <= 1 + Math.min(slack, 0.01 * stated.length) + 1e-9) return [];
    return [
      {
        paths: stated.map(({ path }) => path),
        document: report.file,
        what: `shares of ${of} by ${axis}, added up`,
        claimed: String(Math.round(sum * 1e6) / 1e6),
        recomputed: "at most 1, as nobody is counted twice",
      },
    ];
  });
}

/** Shares of the training data and of the people served that add up to more than everybody. */
export function findShareContradictions(report: EvidenceDocument): Contradiction[] {
  const trained = groupsIn(report).map(({ path, axis, map }) => ({
    path: `${path}.trainingShare`,
    axis,
    share: numberAt(map["trainingShare"]),
  }));
  const served = mapsOf(report.value["servedPopulation"]).map(({ index, map }) => ({
    path: `${report.at}.servedPopulation[${index}].share`,
    axis: String(map["axis"]),
    share: numberAt(map["share"]),
  }));
  return [
    ...overfullShares(report, trained, "the training data"),
    ...overfullShares(report, served, "the people served"),
  ];
}
