import { type JsonObject, mapsOf, numberAt } from "../../util/json.ts";
import { type PublicationTerms, isExact, publicationOf } from "./publication.ts";
import { type Bin, binsOf, calibrationOf, sumBins } from "../stats/calibration.ts";
import type { ConfusionMatrix } from "../stats/confusion-matrix.ts";
import { totalCases, halfUnit, showNumber, roundingTolerance } from "../stats/rounding.ts";
import {
  type ReportedValue,
  type Contradiction,
  type EvidenceDocument,
  type Mismatch,
  reportedRates,
  groupsIn,
  mergeMismatches,
  metricsOf,
  overallOf,
  reportedValues,
} from "./contradiction.ts";

/** How far a stated calibration error may lie from the one of its bins; a convention of this project. */
const TOLERANCE = 0.005;

/** What holds calibration bins: a group of a fairness report, or a validation report. */
interface Binned {
  readonly path: string;
  readonly map: JsonObject;
  /** How messages call it, after a blank; empty for a whole report. */
  readonly about: string;
  readonly counts: ConfusionMatrix | undefined;
  readonly events: number | undefined;
  readonly claims: readonly ReportedValue[];
}

type CalibrationFigure = "expectedCalibrationError" | "maximumCalibrationError" | "observedToExpected";

/** Names of figures, in lower case and without separators. */
const figures: Readonly<Record<string, CalibrationFigure>> = {
  ece: "expectedCalibrationError",
  expectedcalibrationerror: "expectedCalibrationError",
  mce: "maximumCalibrationError",
  maximumcalibrationerror: "maximumCalibrationError",
  maxcalibrationerror: "maximumCalibrationError",
  observedtoexpected: "observedToExpected",
  oeratio: "observedToExpected",
};

function figureOf(name: string): CalibrationFigure | undefined {
  const key = name.toLowerCase().replaceAll(/[^a-z]/g, "");
  return Object.hasOwn(figures, key) ? figures[key] : undefined;
}

function overfullBins({ path, map, about }: Binned): Mismatch[] {
  return mapsOf(map["calibrationBins"]).flatMap(({ index, map: bin }): Mismatch[] => {
    const [n, positives] = [numberAt(bin["n"]), numberAt(bin["positives"])];
    if (n === undefined || positives === undefined || positives <= n) return [];
    return [
      {
        path: `${path}.calibrationBins[${index}].positives`,
        what: `positives in a calibration bin${about}`,
        claimed: String(positives),
        recomputed: `at most ${n}`,
      },
    ];
  });
}

/** Bins that hold more or fewer cases, or positives, than there are. */
function findSumContradictions(
  { path, about, counts, events }: Binned,
  bins: readonly Bin[],
  { isWeighted, slack }: PublicationTerms,
): Mismatch[] {
  if (isWeighted) return [];
  const { n, positives } = sumBins(bins);
  const found = counts ? counts.tp + counts.fn : events;
  const pairs = [
    { what: "cases", sum: n, known: counts && totalCases(counts) },
    { what: "positives", sum: positives, known: found },
  ];
  return pairs.flatMap(({ what, sum, known }): Mismatch[] =>
    known === undefined || Math.abs(known - sum) <= (bins.length + 4) * slack
      ? []
      : [
          {
            path: `${path}.calibrationBins`,
            what: `${what} in the calibration bins${about}`,
            claimed: String(sum),
            recomputed: String(known),
          },
        ],
  );
}

/** Half a unit of the last decimal of the predicted risks, some of which may have lost zeros at the end. */
const unitOf = (bins: readonly Bin[]): number =>
  Math.min(TOLERANCE, ...bins.map(({ meanPredicted }) => halfUnit(meanPredicted)));

/** How far a stated figure may be off by rounding: its own, and that of the predicted risks. */
function slackOf(figure: CalibrationFigure, stated: number, exact: number, bins: readonly Bin[]): number {
  const unit = unitOf(bins);
  if (figure !== "observedToExpected") return TOLERANCE + unit;
  const { n, expected } = sumBins(bins);
  const most = (n * unit) / Math.max(expected - n * unit, Number.MIN_VALUE);
  return roundingTolerance(stated) + exact * most;
}

/** What the bins give of a figure. */
function exactly(figure: CalibrationFigure, bins: readonly Bin[]): number | undefined {
  if (figure !== "observedToExpected") return calibrationOf(bins)?.[figure].value;
  const { positives, expected } = sumBins(bins);
  return expected > 0 ? positives / expected : undefined;
}

/** Figures that the bins do not give. */
function findFigureContradictions({ about, claims }: Binned, bins: readonly Bin[]): Mismatch[] {
  return claims.flatMap(({ path, name, value }): Mismatch[] => {
    const figure = figureOf(name);
    const exact = figure && exactly(figure, bins);
    if (figure === undefined || exact === undefined) return [];
    if (Math.abs(value - exact) <= slackOf(figure, value, exact, bins) + 1e-9) return [];
    return [{ path, what: `${name}${about}`, claimed: String(value), recomputed: showNumber(exact) }];
  });
}

function binnedGroups(report: EvidenceDocument): Binned[] {
  return groupsIn(report).map((group) => {
    const { path, axis, name, map, counts } = group;
    const ratio = { path: `${path}.observedToExpected`, name: "observedToExpected" };
    const value = numberAt(map["observedToExpected"]);
    const claims = [...(value === undefined ? [] : [{ ...ratio, value }]), ...reportedRates(group)];
    return { path, map, about: ` of ${axis} ${name}`, counts, events: undefined, claims };
  });
}

function binnedReport(report: EvidenceDocument): Binned {
  const { at, value } = report;
  const [events, claims] = [numberAt(value["events"]), reportedValues(metricsOf(report))];
  return { path: at, map: value, about: "", counts: overallOf(report), events, claims };
}

/** Bins that cannot be, that are not of the cases of their group or report, or that give other figures than stated. */
function findBinContradictions(report: EvidenceDocument, binned: Binned): Contradiction[] {
  const overfull = overfullBins(binned);
  const bins = binsOf(binned.map);
  if (!bins || overfull.length > 0) return mergeMismatches(report, overfull);
  const published = publicationOf(report.value);
  const sums = findSumContradictions(binned, bins, published);
  if (sums.length > 0 || !isExact(published)) return mergeMismatches(report, sums);
  return mergeMismatches(report, findFigureContradictions(binned, bins));
}

/**
 * Calibration bins of a fairness report that its groups' counts or figures refute.
 * @param refuted paths of groups whose counts are contradicted already
 */
export const findGroupBinContradictions = (report: EvidenceDocument, refuted: ReadonlySet<string>): Contradiction[] =>
  binnedGroups(report).flatMap((group) => (refuted.has(group.path) ? [] : findBinContradictions(report, group)));

/** Calibration bins of a validation report that its counts, events or metrics refute. */
export const findReportBinContradictions = (report: EvidenceDocument): Contradiction[] =>
  findBinContradictions(report, binnedReport(report));
