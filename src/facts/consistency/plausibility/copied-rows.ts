import { getAt, numberAt } from "../../../util/json.ts";
import type { ConfusionMatrix } from "../../stats/confusion-matrix.ts";
import { type Anomaly, type EvidenceDocument, type GroupEntry, groupsIn, overallOf } from "../contradiction.ts";
import { publicationOf } from "../publication.ts";

/**
 * Largest bound of the chance that rows are the same. It counts every pair of rows as if both were of groups of one size,
 * which few are: docs/statistics.md has how often honest reports come below it.
 */
const COINCIDENCE = 1e-3;

/** Axes whose groups may be the very same people: a site has one device, a setting is one site, skin tone follows race. */
const sameGroups: readonly (readonly string[])[] = [
  ["site", "device-model", "clinical-setting"],
  ["sex", "pregnancy"],
  ["race-ethnicity", "skin-tone"],
];

/** Whether a group of one axis can be a group of another as well; an axis of pairs can be part of its own axes. */
function mayCoincide(a: string, b: string): boolean {
  const parts = (axis: string): string[] => axis.split("-by-");
  const isPart = parts(a).includes(b) || parts(b).includes(a);
  const arePairs = parts(a).length > 1 && parts(b).length > 1;
  return isPart || arePairs || sameGroups.some((axes) => axes.includes(a) && axes.includes(b));
}

const keyOf = ({ tp, fp, tn, fn }: ConfusionMatrix): string => [tp, fp, tn, fn].join(" ");

/**
 * The chance that a row of other cases has the same four counts, at most.
 * @param unit what counts are rounded to: as many counts look alike
 */
const matchProbability = ({ tp, fp, tn, fn }: ConfusionMatrix, unit: number): number =>
  [tp, fp, tn, fn].reduce(
    (product, cell) => product * Math.min(1, unit / Math.sqrt(2 * Math.PI * Math.max(cell, 0.2))),
    1,
  );

/** What the counts of a report are rounded to. */
const unitOf = ({ value }: EvidenceDocument): number => publicationOf(value).roundedTo ?? 1;

/** Names of groups of people of whom an axis is not known: where nobody asks, they are the same people on each axis. */
const notKnown = /^(?:not\b|un(?:known|recorded|stated|specified)|missing|declined|refused|no[- ]|n\/?a$|other)/i;

/** Rows of a report by their four counts, where the counts are large enough to be known by them. */
function rowsOf(report: EvidenceDocument): Map<string, GroupEntry[]> {
  const rows = new Map<string, GroupEntry[]>();
  const overall = overallOf(report);
  for (const group of groupsIn(report)) {
    const { counts } = group;
    // A group of everybody has the counts of everybody on each axis.
    if (!counts || notKnown.test(group.name) || (overall && keyOf(overall) === keyOf(counts))) continue;
    rows.set(keyOf(counts), [...(rows.get(keyOf(counts)) ?? []), group]);
  }
  return rows;
}

/** Rows that have the same four counts on two axes whose groups are not the same people. */
export function copiedBetweenAxes(report: EvidenceDocument): Anomaly[] {
  const groups = groupsIn(report);
  const pairs = (groups.length * (groups.length - 1)) / 2;
  for (const [first, ...others] of rowsOf(report).values()) {
    const copy = first && others.find((other) => !mayCoincide(first.axis, other.axis) && other.axis !== first.axis);
    if (!first?.counts || !copy || matchProbability(first.counts, unitOf(report)) * pairs >= COINCIDENCE) continue;
    const sign = `${copy.axis} ${copy.name} has the very counts of ${first.axis} ${first.name}, which are not the same people`;
    return [{ paths: [copy.path, first.path], document: report.file, sign }];
  }
  return [];
}

const textAt = ({ value }: EvidenceDocument, ...path: string[]): string | undefined => {
  const found = getAt(value, path);
  return typeof found === "string" ? found : undefined;
};

/** What shows that two reports are of other cases or of another model: their periods, or their subjects. */
function differenceOf(a: EvidenceDocument, b: EvidenceDocument): string | undefined {
  const [fromA, toA, fromB, toB] = [
    textAt(a, "period", "from"),
    textAt(a, "period", "to"),
    textAt(b, "period", "from"),
    textAt(b, "period", "to"),
  ];
  if (toA !== undefined && fromB !== undefined && toA < fromB) return "another period";
  if (toB !== undefined && fromA !== undefined && toB < fromA) return "another period";
  for (const [field, what] of [
    ["system", "another system"],
    ["model", "another model"],
    ["modelVersion", "another version of the model"],
  ] as const) {
    const [one, other] = [textAt(a, "subject", field), textAt(b, "subject", field)];
    if (one !== undefined && other !== undefined && one !== other) return what;
  }
  return undefined;
}

/** Rows of a report that are those of another one, about other cases or another model. */
function copiedRows(report: EvidenceDocument, other: EvidenceDocument): Anomaly[] {
  const difference = differenceOf(report, other);
  if (difference === undefined) return [];
  const theirs = rowsOf(other);
  const unit = Math.max(unitOf(report), unitOf(other));
  const rows = [...rowsOf(report)].flatMap(([key, [group]]) => (group && theirs.has(key) ? [group] : []));
  const chance = rows.reduce((product, { counts }) => product * (counts ? matchProbability(counts, unit) : 1), 1);
  const pairs = groupsIn(report).length * groupsIn(other).length;
  if (rows.length === 0 || chance * pairs ** rows.length >= COINCIDENCE) return [];
  const what = rows.length === 1 ? "a row has" : `${rows.length} rows have`;
  const sign = `${what} the very counts of ${other.file}, which is about ${difference}`;
  return [{ paths: rows.map(({ path }) => path), document: report.file, sign }];
}

/** Overall counts of a report that are those of another one, about other cases or another model. */
function copiedTotals(report: EvidenceDocument, other: EvidenceDocument): Anomaly[] {
  const difference = differenceOf(report, other);
  const [own, theirs] = [overallOf(report), overallOf(other)];
  if (difference === undefined || !own || !theirs || keyOf(own) !== keyOf(theirs)) return [];
  if (matchProbability(own, Math.max(unitOf(report), unitOf(other))) >= COINCIDENCE) return [];
  const field = report.value["overall"] === undefined ? "counts" : "overall";
  const sign = `its counts over all cases are those of ${other.file}, which is about ${difference}`;
  return [{ paths: [`${report.at}.${field}`], document: report.file, sign }];
}

/**
 * The tallies of a monitoring report that are those of another period.
 * @param count reports that they are compared with
 */
function copiedTallies(report: EvidenceDocument, other: EvidenceDocument, count: number): Anomaly[] {
  if (differenceOf(report, other) !== "another period") return [];
  const fields = ["alerts", "overrides"] as const;
  const pairs = fields.map((field) => [numberAt(report.value[field]), numberAt(other.value[field])] as const);
  if (pairs.some(([a, b]) => a === undefined || a !== b)) return [];
  const chance = pairs.reduce((product, [a]) => product / Math.sqrt(2 * Math.PI * Math.max(a ?? 0, 0.2)), 1);
  if (chance * count >= COINCIDENCE) return [];
  const sign = `alerts and overrides are those of ${other.file}, which is about another period`;
  return [{ paths: fields.map((field) => `${report.at}.${field}`), document: report.file, sign }];
}

/**
 * Rows, totals and tallies that were copied from a report about another period, model or version.
 * @param reports the reports that count
 * @param others reports of the same kind that do not count, because they are about another model or version
 */
export function copiedReports(reports: readonly EvidenceDocument[], others: readonly EvidenceDocument[]): Anomaly[] {
  return reports.flatMap((report, i) => {
    const earlier = [...reports.slice(0, i), ...others];
    const found = earlier.flatMap((other) => {
      const rows = copiedRows(report, other);
      return rows.length > 0 ? rows : [...copiedTotals(report, other), ...copiedTallies(report, other, earlier.length)];
    });
    return found.slice(0, 1);
  });
}
