import { mapsOf, numberAt } from "../../../util/json.ts";
import { memoizeByObject } from "../../../util/memoize.ts";
import type { EvidenceSet } from "../across-documents.ts";
import { type EvidenceDocument, type GroupEntry, type Anomaly, byAxis, groupsIn, overallOf } from "../contradiction.ts";
import { counted } from "./counted.ts";
import { identicalRates } from "./copied-groups.ts";
import { tooPerfect, noErrors, roundCounts, balancedGroups } from "./too-even.ts";
import { narrowMetrics, narrowClaims, impossibleShares, lowAuroc } from "./impossible-values.ts";
import { enriched, foreignPredictiveValues } from "./prevalence.ts";
import { copiedBetweenAxes, copiedReports } from "./copied-rows.ts";
import { forgedCounts } from "./forged-counts.ts";
import { isExact, isOfPeople, publicationOf } from "../publication.ts";

/** An axis with one group: there is nothing to compare it with. */
function loneGroup(report: EvidenceDocument, groups: readonly GroupEntry[], known: ReadonlySet<string>): Anomaly[] {
  const [only] = groups;
  if (!only || groups.length > 1 || known.has(only.axis)) return [];
  const sign = `${only.axis} has the one group ${only.name}, so that nothing is compared`;
  return [{ paths: [only.path], document: report.file, sign }];
}

/** A gap said to be left after mitigation, as a point without counts, that is over what the manifest allows. */
function pointGaps(report: EvidenceDocument, tolerance: number | undefined): Anomaly[] {
  if (tolerance === undefined) return [];
  return mapsOf(report.value["mitigations"]).flatMap(({ index, map }) => {
    const gap = numberAt(map["gapAfter"]);
    if (gap === undefined || gap <= tolerance + 1e-9) return [];
    const sign = `gap of ${gap} by ${String(map["axis"])} is left after mitigation, above ${tolerance}; its interval is unknown`;
    return [{ paths: [`${report.at}.mitigations[${index}].gapAfter`], document: report.file, sign }];
  });
}

export interface ExpectedPopulation {
  /** Axes whose lack of groups is reported elsewhere. */
  readonly axesKnown: ReadonlySet<string>;
  readonly maxGap: number | undefined;
}

/** Reports of one kind: those that count, and those about another model or version, from which these may be copied. */
export interface ReportsOfKind {
  readonly counting: readonly EvidenceDocument[];
  readonly others: readonly EvidenceDocument[];
}

/** Anomalies within a fairness report: by axis, then of the whole report. */
const withinFairness = memoizeByObject((report: EvidenceDocument) => {
  const groups = groupsIn(report);
  const overall = overallOf(report);
  const published = publicationOf(report.value);
  // What chance gives is known of counts of people alone.
  const isChance = isExact(published) && isOfPeople(published);
  const signsOf = (axis: readonly GroupEntry[]): Anomaly[] =>
    isChance ? [...identicalRates(report, axis), ...tooPerfect(report, axis), ...balancedGroups(report, axis)] : [];
  const axes = [...byAxis(groups).values()].map((axis) => ({ axis, signs: signsOf(axis) }));
  const round = isExact(published) ? roundCounts(report, groups) : [];
  // One cause is one sign: rates that are the same scatter little, and round counts share a divisor.
  const isExplained = round.length > 0 || axes.some(({ signs }) => signs.length > 0);
  return {
    axes,
    whole: [
      ...(overall && isChance ? noErrors(report, overall) : []),
      ...round,
      ...(isExplained ? [] : forgedCounts(report)),
      ...copiedBetweenAxes(report),
      ...(isExact(published) ? counted(groups).flatMap((group) => narrowClaims(report, group)) : []),
    ],
  };
});

function fairnessAnomalies(
  report: EvidenceDocument,
  localPrevalence: number | undefined,
  expected: ExpectedPopulation,
): Anomaly[] {
  const { axes, whole } = withinFairness(report);
  return [
    ...axes.flatMap(({ axis, signs }) => [...signs, ...loneGroup(report, axis, expected.axesKnown)]),
    ...whole,
    ...enriched(report, localPrevalence),
    ...pointGaps(report, expected.maxGap),
  ];
}

function validationAnomalies(report: EvidenceDocument, localPrevalence: number | undefined): Anomaly[] {
  const counts = overallOf(report);
  const published = publicationOf(report.value);
  const isChance = isExact(published) && isOfPeople(published);
  return [
    ...(isExact(published) ? [...narrowMetrics(report), ...impossibleShares(report)] : []),
    ...(counts && isExact(published) ? lowAuroc(report, counts) : []),
    ...(counts && isChance ? noErrors(report, counts) : []),
    ...enriched(report, localPrevalence),
    ...foreignPredictiveValues(report, localPrevalence),
  ];
}

/**
 * Finds signs that numbers are copied, invented or irrelevant. A sign that could be chance is reported only if chance
 * alone has a probability below one in a million, so that honest numbers are not reported.
 */
export function findAnomalies(
  { fairness, validation, localPrevalence }: EvidenceSet,
  expected: ExpectedPopulation,
  reports: readonly ReportsOfKind[],
): Anomaly[] {
  return [
    ...reports.flatMap(({ counting, others }) => copiedReports(counting, others)),
    ...validation.flatMap((report) => validationAnomalies(report, localPrevalence)),
    ...fairness.flatMap((report) => fairnessAnomalies(report, localPrevalence, expected)),
  ];
}
