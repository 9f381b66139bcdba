import { getAt, mapsOf, numberAt } from "../../util/json.ts";
import type { ConfusionMatrix } from "../stats/confusion-matrix.ts";
import { type PublicationTerms, areComparable, isExact, isOfPeople, publicationOf } from "./publication.ts";
import {
  type Proportion,
  SIGNIFICANCE_LEVEL,
  equalsAfterRounding,
  totalCases,
  chernoffBound,
  oddsRatio,
  proportionOf,
  proportionBounds,
  showNumber,
  showProportion,
  roundingTolerance,
} from "../stats/rounding.ts";
import {
  type Contradiction,
  type EvidenceDocument,
  byAxis,
  exclusiveAxes,
  groupsIn,
  metricsOf,
  overallOf,
} from "./contradiction.ts";
import { excessOf } from "./totals.ts";

const cells = ["tp", "fp", "tn", "fn"] as const;

/** The data set that a document says it was made on, spelling aside. */
function datasetOf({ value }: EvidenceDocument): string | undefined {
  const name = getAt(value, ["subject", "dataset"]);
  return typeof name === "string" ? spelt(name) : undefined;
}

const spelt = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, " ");

/** Whether two reports say that they were made on the same cases. */
function sameCases(a: EvidenceDocument, b: EvidenceDocument): boolean {
  const [one, other] = [datasetOf(a), datasetOf(b)];
  return one !== undefined && one === other && a.value["setting"] === b.value["setting"];
}

/** Whether two matrices are of the same test set by what does not depend on the model: its cases and non-cases. */
const sameSet = (a: ConfusionMatrix, b: ConfusionMatrix): boolean =>
  a.tp + a.fn === b.tp + b.fn && a.fp + a.tn === b.fp + b.tn;

const matrix = ({ tp, fp, tn, fn }: ConfusionMatrix): string => `tp ${tp} fp ${fp} tn ${tn} fn ${fn}`;

/**
 * A validation and a fairness report on the same cases whose counts differ: those over all cases or, where the fairness
 * report has none, groups that hold more cases than the validation.
 */
function differingCounts(validation: EvidenceDocument, fairness: EvidenceDocument): Contradiction[] {
  const [a, b] = [overallOf(validation), overallOf(fairness)];
  if (a && !b && sameCases(validation, fairness)) return overfullGroups(validation, fairness, a);
  if (!a || !b) return [];
  const sameSetting = validation.value["setting"] === fairness.value["setting"];
  const unnamed = datasetOf(validation) === undefined || datasetOf(fairness) === undefined;
  const published = [validation, fairness].map(({ value }) => publicationOf(value)) as [
    PublicationTerms,
    PublicationTerms,
  ];
  const comparable = sameCases(validation, fairness) || (unnamed && sameSetting && sameSet(a, b));
  const slack = published[0].slack + published[1].slack;
  const differing = cells.filter((cell) => Math.abs(a[cell] - b[cell]) > slack);
  if (!comparable || !areComparable(...published) || differing.length === 0) return [];
  return [
    {
      paths: [
        ...differing.map((cell) => `${validation.at}.counts.${cell}`),
        ...differing.map((cell) => `${fairness.at}.overall.${cell}`),
      ],
      document: validation.file,
      what: `counts over all cases, against ${fairness.file} on the same cases`,
      claimed: matrix(a),
      recomputed: matrix(b),
    },
  ];
}

/** Groups of a fairness report that hold more cases than a validation on the same cases. */
function overfullGroups(
  validation: EvidenceDocument,
  fairness: EvidenceDocument,
  counts: ConfusionMatrix,
): Contradiction[] {
  const exclusive = exclusiveAxes(fairness);
  const { slack } = publicationOf(fairness.value);
  const found = [...byAxis(groupsIn(fairness))].flatMap(([axis, groups]) =>
    excessOf({ axis, groups, slack }, counts, exclusive.includes(axis)),
  );
  const [first] = found;
  if (!first) return [];
  const { axis, cell, groups, sum } = first;
  const whose = groups.length === 1 && groups[0] ? `${axis} ${groups[0].name}` : `the groups of ${axis}`;
  return [
    {
      paths: [`${validation.at}.counts.${cell}`, ...groups.map(({ path }) => `${path}.${cell}`)],
      document: validation.file,
      what: `${cell} over all cases, against ${whose} in ${fairness.file} on the same cases`,
      claimed: String(counts[cell]),
      recomputed: `at least ${sum}`,
    },
  ];
}

/** What the groups of a fairness report say of a rate over all cases. */
interface WholeRate {
  readonly share: Proportion;
  /** The counts cover all cases for sure. */
  readonly isWhole: boolean;
}

/**
 * The rate over all cases that a fairness report gives: by its counts over all cases or, where it has none, by an axis
 * on which nobody is counted twice. Such groups are all cases if they are as many as the metric says it rests on, or if
 * two axes add up to the same counts; else some cases may be in no group.
 */
function wholeRates(name: string, count: number | undefined, fairness: EvidenceDocument): WholeRate[] {
  const overall = overallOf(fairness);
  const pooled = overall ? [overall] : pooledCounts(fairness);
  return pooled.flatMap((counts, i): WholeRate[] => {
    const share = proportionOf(name, counts);
    if (!share || share.n === 0) return [];
    const isTwice = pooled.some((other, j) => j !== i && cells.every((cell) => other[cell] === counts[cell]));
    return [{ share, isWhole: overall !== undefined || share.n === count || (count === undefined && isTwice) }];
  });
}

/** Whether a stated rate is one that the groups cannot give, even if some cases are in no group. */
const isFarOff = (value: number, { share, isWhole }: WholeRate): boolean => {
  if (isWhole) return !equalsAfterRounding(value, share.x / share.n);
  const range = proportionBounds(value);
  return chernoffBound(share, range) < SIGNIFICANCE_LEVEL && oddsRatio(share.x / share.n, range) > FAR_OFF;
};

/** Odds that differ by this factor need more cases without a group than there are with one. */
const FAR_OFF = 4;

/**
 * Rates of a validation report without counts, against the counts of a fairness report on the same cases. The rate of
 * all is the mean of the groups' rates, weighted by their cases.
 */
function differingRates(validation: EvidenceDocument, fairness: EvidenceDocument): Contradiction[] {
  const published = [validation, fairness].map(({ value }) => publicationOf(value)) as [
    PublicationTerms,
    PublicationTerms,
  ];
  if (overallOf(validation) || !sameCases(validation, fairness)) return [];
  if (!areComparable(...published) || !published.every(isExact)) return [];
  return metricsOf(validation).flatMap(({ path, name, value, count }): Contradiction[] => {
    if (value === undefined) return [];
    const rates = wholeRates(name, count, fairness);
    const rate = rates.find(({ isWhole }) => isWhole) ?? rates[0];
    const known = rate && (rate.isWhole || count === undefined || count === rate.share.n);
    if (!rate || !known || !isFarOff(value, rate)) return [];
    return [
      {
        paths: [`${path}.value`, overallOf(fairness) ? `${fairness.at}.overall` : `${fairness.at}.groups`],
        document: validation.file,
        what: `${name}, against ${fairness.file} on the same cases`,
        claimed: String(value),
        recomputed: showProportion(rate.share),
      },
    ];
  });
}

/** The groups of each axis on which nobody is counted twice, added up. */
function pooledCounts(report: EvidenceDocument): ConfusionMatrix[] {
  const exclusive = exclusiveAxes(report);
  return [...byAxis(groupsIn(report))].flatMap(([axis, groups]) => {
    const counts = groups.flatMap((group) => group.counts ?? []);
    if (!exclusive.includes(axis) || counts.length < groups.length) return [];
    const total = (cell: keyof ConfusionMatrix): number => counts.reduce((sum, one) => sum + one[cell], 0);
    return [{ tp: total("tp"), fp: total("fp"), tn: total("tn"), fn: total("fn") }];
  });
}

/** Settings in which the cases are those of the place of use. */
const local = ["local-silent", "local-live"];

const isLocal = ({ value }: EvidenceDocument): boolean => local.includes(String(value["setting"]));

/** Reports on how the model does where it is used that go by different operating thresholds: only one can be in use. */
function differingThresholds(reports: readonly EvidenceDocument[]): Contradiction[] {
  const stated = reports.flatMap((report) => {
    const threshold = numberAt(report.value["threshold"]);
    return isLocal(report) && threshold !== undefined ? [{ report, threshold }] : [];
  });
  const [first, ...others] = stated;
  if (!first) return [];
  return others
    .filter(({ threshold }) => Math.abs(threshold - first.threshold) > toleranceFor(threshold, first.threshold))
    .map(({ report, threshold }) => ({
      paths: [`${report.at}.threshold`, `${first.report.at}.threshold`],
      document: report.file,
      what: `operating threshold, against ${first.report.file}`,
      claimed: String(threshold),
      recomputed: String(first.threshold),
    }));
}

const toleranceFor = (a: number, b: number): number =>
  Math.abs(a) <= 1 && Math.abs(b) <= 1 ? Math.min(roundingTolerance(a), roundingTolerance(b), 0.0005) : 1e-9;

/** Settings in which no case can have been learned from, whatever the data set is called. */
const apart = ["external", ...local];

/**
 * Tests said to be on cases of elsewhere or later, made on the very data set, and in the very time, that the model
 * learned from. A split of one data set is no contradiction: there the setting says so.
 */
function trainedOnTest(
  cards: readonly EvidenceDocument[],
  report: EvidenceDocument,
  validations: readonly EvidenceDocument[],
): Contradiction[] {
  const dataset = datasetOf(report);
  const [from, to] = ["from", "to"].map((end) => getAt(report.value, ["period", end]));
  if (dataset === undefined || typeof from !== "string" || !apart.includes(String(report.value["setting"]))) return [];
  const claims = validations.filter(
    (one) => one.value["trainTestOverlap"] === "none" && (datasetOf(one) ?? dataset) === dataset,
  );
  return cards.flatMap((card) =>
    mapsOf(card.value["trainingData"]).flatMap(({ index, map }): Contradiction[] => {
      const [begin, end] = [map["from"], map["to"]];
      if (typeof map["name"] !== "string" || spelt(map["name"]) !== dataset || typeof end !== "string") return [];
      if (end < from || (typeof begin === "string" && typeof to === "string" && begin > to)) return [];
      return [
        {
          paths: [
            `${report.at}.period.from`,
            `${card.at}.trainingData[${index}].to`,
            ...claims.map((one) => `${one.at}.trainTestOverlap`),
          ],
          document: report.file,
          what: `first case of a test of setting ${String(report.value["setting"])}`,
          claimed: from,
          recomputed: `after ${end}, until when the model learned from the same data set by ${card.file}`,
        },
      ];
    }),
  );
}

/** Odds of being a case this many times those of the place of use are another population. */
const OTHER_POPULATION = 2;

/** How the prevalence of a report's cases compares with that of the place of use; undefined when it may be the same. */
export function foreignPrevalence(
  report: EvidenceDocument,
  localPrevalence: number,
): { readonly counts: ConfusionMatrix; readonly tested: number } | undefined {
  const published = publicationOf(report.value);
  // The prevalence among people is not that among their encounters, or among sums of weights.
  if (published.isWeighted || !isOfPeople(published)) return undefined;
  const counts = overallOf(report) ?? pooledCounts(report)[0];
  const share = counts && proportionOf("prevalence", counts);
  if (!counts || !share || share.n === 0) return undefined;
  const range = proportionBounds(localPrevalence);
  const differs =
    chernoffBound(share, range) < SIGNIFICANCE_LEVEL && oddsRatio(share.x / share.n, range) > OTHER_POPULATION;
  return differs ? { counts, tested: share.x / share.n } : undefined;
}

/** Cases said to be those of the place of use, that are far more or less often cases than is stated of that place. */
function foreignPopulation(reports: readonly EvidenceDocument[], localPrevalence: number | undefined): Contradiction[] {
  if (localPrevalence === undefined) return [];
  const found = reports.filter(isLocal).flatMap((report) => {
    const foreign = foreignPrevalence(report, localPrevalence);
    return foreign ? [{ report, ...foreign }] : [];
  });
  const [first] = found;
  if (!first) return [];
  return [
    {
      paths: [...found.map(({ report }) => `${report.at}.setting`), "spec.monitoring.localPrevalence"],
      document: first.report.file,
      what: `prevalence where it is used, against the ${totalCases(first.counts)} cases that are said to be from there`,
      claimed: String(localPrevalence),
      recomputed: showNumber(first.tested),
    },
  ];
}

/** What is attached, by kind. */
export interface EvidenceSet {
  readonly fairness: readonly EvidenceDocument[];
  readonly validation: readonly EvidenceDocument[];
  readonly cards: readonly EvidenceDocument[];
  readonly localPrevalence: number | undefined;
}

/**
 * Documents that refute each other.
 * @param refuted files whose own numbers are contradicted already: what differs from them has the same cause
 */
export function findContradictionsAcross(
  { fairness, validation, cards, localPrevalence }: EvidenceSet,
  refuted: ReadonlySet<string>,
): Contradiction[] {
  const sound = (one: EvidenceDocument): boolean => !refuted.has(one.at);
  const pairs = validation.filter(sound).flatMap((a) => fairness.filter(sound).map((b) => [a, b] as const));
  return [
    ...pairs.flatMap(([a, b]) => [...differingCounts(a, b), ...differingRates(a, b)]),
    ...differingThresholds(fairness),
    ...fairness.flatMap((report) => trainedOnTest(cards, report, validation)),
    ...foreignPopulation([...validation, ...fairness].filter(sound), localPrevalence),
  ];
}
