import { numberAt } from "../../util/json.ts";
import { prevalenceRange } from "../../util/rate-identities.ts";
import { type PublicationTerms, isExact, proportionSlack, publicationOf } from "./publication.ts";
import type { ConfusionMatrix } from "../stats/confusion-matrix.ts";
import {
  type Bounds,
  type Proportion,
  aurocBounds,
  totalCases,
  halfUnit,
  isAuroc,
  npvAt,
  oddsByNpv,
  oddsByPpv,
  oddsBounds,
  overlap,
  ppvAt,
  proportionOf,
  proportionBounds,
  showNumber,
  showProportion,
  roundingTolerance,
} from "../stats/rounding.ts";
import {
  type ReportedValue,
  type Contradiction,
  type EvidenceDocument,
  type Metric,
  type Mismatch,
  reportedRates,
  groupsIn,
  mergeMismatches,
  metricsOf,
  overallOf,
  reportedValues,
} from "./contradiction.ts";

const span = ({ low, high }: Bounds): string => `${showNumber(low)} to ${showNumber(high)}`;

/** Converts a proportion from counts to bounds without extent. */
const exactly = ({ x, n }: { x: number; n: number }): Bounds => ({ low: x / n, high: x / n });

function aurocMismatch({ path, value }: ReportedValue, about: string, bounds: Bounds): Mismatch[] {
  if (overlap(proportionBounds(value), bounds) && value <= 1) return [];
  return [{ path, what: `AUROC${about}`, claimed: String(value), recomputed: span(bounds) }];
}

/** Checks whether a predictive value is stated for the place of use, where the prevalence differs from the test. */
function holdsLocally(
  { name, value }: ReportedValue,
  counts: ConfusionMatrix,
  localPrevalence: number | undefined,
): boolean {
  const [sensitivity, specificity] = [proportionOf("sensitivity", counts), proportionOf("specificity", counts)];
  if (localPrevalence === undefined || !sensitivity?.n || !specificity?.n) return false;
  const [s, c] = [sensitivity.x / sensitivity.n, specificity.x / specificity.n];
  const [at, prevalence] = [
    name === "ppv" ? ppvAt : name === "npv" ? npvAt : undefined,
    proportionBounds(localPrevalence),
  ];
  const ends = [at?.(s, c, prevalence.low), at?.(s, c, prevalence.high)].filter((end) => end !== undefined);
  if (ends.length < 2) return false;
  return overlap(proportionBounds(value), { low: Math.min(...ends), high: Math.max(...ends) }) !== undefined;
}

/** Checks whether a stated rate is that of its counts, after rounding of either. */
const agrees = (stated: number, { x, n }: Proportion, published: PublicationTerms): boolean =>
  Math.abs(stated - x / n) <= roundingTolerance(stated) + proportionSlack(published, n) + 1e-9;

/** Finds rates that contradict the counts, and an AUROC that no curve through their operating point has. */
function againstCounts(
  claims: readonly ReportedValue[],
  counts: ConfusionMatrix,
  about: string,
  localPrevalence: number | undefined,
  published: PublicationTerms,
): Mismatch[] {
  const refuted = claims.flatMap((claim): Mismatch[] => {
    const share = proportionOf(claim.name, counts);
    if (!share || (share.n > 0 && agrees(claim.value, share, published))) return [];
    if (holdsLocally(claim, counts, localPrevalence)) return [];
    const { path, name, value } = claim;
    return [{ path, what: `${name}${about}`, claimed: String(value), recomputed: showProportion(share) }];
  });
  if (refuted.length > 0 || !isExact(published)) return refuted;
  const [positive, negative] = [proportionOf("sensitivity", counts), proportionOf("specificity", counts)];
  if (!positive?.n || !negative?.n) return [];
  const bounds = aurocBounds(exactly(positive), exactly(negative));
  return claims.filter(({ name }) => isAuroc(name)).flatMap((claim) => aurocMismatch(claim, about, bounds));
}

/** Small cells are hidden in publications. Claims were then computed from other counts. */
function isHidden({ tp, fp, tn, fn }: ConfusionMatrix): boolean {
  return [tp, fp, tn, fn].some((cell) => cell <= 10);
}

/** Finds rates of a group in a fairness report that contradict the group's own counts or, without counts, each other. */
export function findRateContradictions(report: EvidenceDocument): Contradiction[] {
  const published = publicationOf(report.value);
  // Rates of weighted counts may be those of the people themselves.
  if (published.isWeighted) return [];
  return groupsIn(report).flatMap((group) => {
    const { axis, name, counts } = group;
    const about = ` of ${axis} ${name}`;
    // Without counts, rates are compared with each other. Rates of noisy counts need not fit.
    if (!counts)
      return isExact(published) ? mergeMismatches(report, impossibleTogether(reportedRates(group), about)) : [];
    if (published.isSuppressed && isHidden(counts)) return [];
    return mergeMismatches(report, againstCounts(reportedRates(group), counts, about, undefined, published));
  });
}

/** Rates that one confusion matrix has. */
const together = ["sensitivity", "specificity", "ppv", "npv", "selectionRate", "accuracy", "prevalence"] as const;

const isTogether = (rates: readonly ReportedValue[]): boolean =>
  prevalenceRange(Object.fromEntries(rates.map(({ name, value }) => [name, proportionBounds(value)]))) !== undefined;

/**
 * Finds rates that no confusion matrix has together, such as a selection rate above both the true and the false
 * positive rate. Rates that are not needed for the contradiction are left out.
 */
function impossibleTogether(rates: readonly ReportedValue[], about: string): Mismatch[] {
  const known = rates.filter(({ name }) => together.some((one) => one === name));
  if (isTogether(known)) return [];
  const needed = known.reduce<readonly ReportedValue[]>((kept, rate) => {
    const without = kept.filter((one) => one !== rate);
    return isTogether(without) ? kept : without;
  }, known);
  return needed.map(({ path, name, value }, i) => ({
    path,
    what: `${name}${i === needed.length - 1 ? about : ""}`,
    claimed: String(value),
    recomputed: "no counts that give all of them",
  }));
}

/** Metrics that are proportions of cases. */
const shares = new Set([
  "sensitivity",
  "specificity",
  "ppv",
  "npv",
  "auroc",
  "accuracy",
  "expected-calibration-error",
  "maximum-calibration-error",
]);

/** Finds values outside 0 to 1, and intervals that do not contain their own value. */
function impossibleMetrics(metrics: readonly Metric[]): Mismatch[] {
  return metrics.flatMap(({ path, name, value, low, high }): Mismatch[] => {
    const stated = [value, low, high].filter((one) => one !== undefined);
    const strange = shares.has(name) ? stated.find((one) => one < 0 || one > 1) : undefined;
    if (strange !== undefined)
      return [{ path: `${path}.value`, what: name, claimed: String(strange), recomputed: "a share from 0 to 1" }];
    const slack = (one: number): number => (shares.has(name) ? roundingTolerance(one) : halfUnit(one)) + 1e-9;
    const above = (a: number | undefined, b: number | undefined): boolean =>
      a !== undefined && b !== undefined && a - slack(a) > b + slack(b);
    if (!above(low, value) && !above(value, high) && !above(low, high)) return [];
    const claimed = `${value === undefined ? "" : `${value} in `}${low ?? "?"} to ${high ?? "?"}`;
    return [
      {
        path: above(value, high) ? `${path}.high` : `${path}.low`,
        what: `interval of ${name}`,
        claimed,
        recomputed: "an interval that holds its value",
      },
    ];
  });
}

/** Finds numbers of cases and events that contradict the counts. */
function findSizeContradictions(
  report: EvidenceDocument,
  metrics: readonly Metric[],
  counts: ConfusionMatrix,
  { slack }: PublicationTerms,
): Mismatch[] {
  const n = totalCases(counts);
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= 4 * slack;
  const sizes = metrics.flatMap(({ path, name, count }): Mismatch[] => {
    const share = name === "auroc" ? { x: 0, n } : proportionOf(name, counts);
    if (count === undefined || !share || near(count, share.n) || near(count, n)) return [];
    return [
      { path: `${path}.count`, what: `cases behind ${name}`, claimed: String(count), recomputed: String(share.n) },
    ];
  });
  const events = numberAt(report.value["events"]);
  const found = counts.tp + counts.fn;
  if (events === undefined || near(events, found)) return sizes;
  return [
    ...sizes,
    { path: `${report.at}.events`, what: "events", claimed: String(events), recomputed: String(found) },
  ];
}

/** The metric with a name, if it is stated exactly once. With several, values cannot be matched to each other. */
function only(metrics: readonly Metric[], name: string): Metric | undefined {
  const found = metrics.filter((metric) => metric.name === name && metric.value !== undefined);
  return found.length === 1 ? found[0] : undefined;
}

/** The prevalence of the test set, from the cases behind its metrics; undefined when they do not determine it. */
function testedPrevalence(report: EvidenceDocument, sensitivity: Metric, specificity: Metric): Bounds | undefined {
  const [positives, negatives] = [sensitivity.count, specificity.count];
  if (!positives || !negatives || positives === negatives) return undefined;
  const events = numberAt(report.value["events"]);
  if (events !== undefined && events !== positives) return undefined;
  const prevalence = positives / (positives + negatives);
  return { low: prevalence, high: prevalence };
}

/**
 * Checks predictive values without counts. Finds values that no prevalence gives at the stated sensitivity and
 * specificity, and values that match neither the prevalence of the test nor that of the place of use.
 */
function findPredictiveValueContradictions(
  report: EvidenceDocument,
  metrics: readonly Metric[],
  localPrevalence: number | undefined,
): Mismatch[] {
  const [sensitivity, specificity] = [only(metrics, "sensitivity"), only(metrics, "specificity")];
  const [ppv, npv] = [only(metrics, "ppv"), only(metrics, "npv")];
  if (sensitivity?.value === undefined || specificity?.value === undefined) return [];
  const [s, c] = [proportionBounds(sensitivity.value), proportionBounds(specificity.value)];
  const byPpv = ppv?.value === undefined ? undefined : oddsByPpv(s, c, proportionBounds(ppv.value));
  const byNpv = npv?.value === undefined ? undefined : oddsByNpv(s, c, proportionBounds(npv.value));
  const tested = testedPrevalence(report, sensitivity, specificity);
  const local = localPrevalence === undefined ? undefined : proportionBounds(localPrevalence);
  const candidates = [tested, local].filter((one) => one !== undefined).map(oddsBounds);
  // Only the test's own prevalence can contradict. If it is unknown, any single prevalence may explain both values.
  const known: Bounds[] = tested ? candidates : [{ low: 0, high: Infinity }];
  const fits = known.some((one) => {
    const first = byPpv ? overlap(one, byPpv) : one;
    return first && (byNpv ? overlap(first, byNpv) : first);
  });
  if (fits) return [];
  const blamed = [ppv, npv].filter((metric) => metric !== undefined);
  return blamed.slice(0, 1).map(({ path }) => ({
    path: `${path}.value`,
    what: blamed.map(({ name }) => name).join(" and "),
    claimed: blamed.map(({ value }) => String(value)).join(" and "),
    recomputed: tested
      ? `ppv ${showNumber(ppvAt(sensitivity.value as number, specificity.value as number, tested.low) ?? Number.NaN)} and npv ${showNumber(npvAt(sensitivity.value as number, specificity.value as number, tested.low) ?? Number.NaN)} at the prevalence of the test, ${showNumber(tested.low)}`
      : "no prevalence that gives both",
  }));
}

/**
 * Checks the operating point without counts. Finds an accuracy that is not between sensitivity and specificity, and an
 * AUROC outside the range they allow.
 */
function findOperatingPointContradictions(metrics: readonly Metric[]): Mismatch[] {
  const [sensitivity, specificity] = [only(metrics, "sensitivity"), only(metrics, "specificity")];
  if (sensitivity?.value === undefined || specificity?.value === undefined) return [];
  const [s, c] = [proportionBounds(sensitivity.value), proportionBounds(specificity.value)];
  const between: Bounds = { low: Math.min(s.low, c.low), high: Math.max(s.high, c.high) };
  const accuracy = only(metrics, "accuracy");
  const wrong: Mismatch[] =
    accuracy?.value === undefined || overlap(proportionBounds(accuracy.value), between)
      ? []
      : [
          {
            path: `${accuracy.path}.value`,
            what: "accuracy",
            claimed: String(accuracy.value),
            recomputed: `${span(between)}, as it is between sensitivity and specificity`,
          },
        ];
  const auroc = metrics.filter(({ name, value }) => name === "auroc" && value !== undefined);
  const bounds = aurocBounds(s, c);
  return [
    ...wrong,
    ...auroc.flatMap(({ path, name, value }) =>
      aurocMismatch({ path: `${path}.value`, name, value: value as number }, "", bounds),
    ),
  ];
}

/** Finds metrics of a validation report that contradict its counts or, without counts, each other. */
export function findMetricContradictions(
  report: EvidenceDocument,
  localPrevalence: number | undefined,
): Contradiction[] {
  const metrics = metricsOf(report);
  const published = publicationOf(report.value);
  const counts = published.isWeighted ? undefined : overallOf(report);
  const impossible = impossibleMetrics(metrics);
  if (impossible.length > 0) return impossible.flatMap((one) => mergeMismatches(report, [one]));
  if (!counts) {
    const values = findPredictiveValueContradictions(report, metrics, localPrevalence);
    return [...values, ...findOperatingPointContradictions(metrics)].flatMap((one) => mergeMismatches(report, [one]));
  }
  const mismatches = [
    ...againstCounts(reportedValues(metrics), counts, "", localPrevalence, published),
    ...findSizeContradictions(report, metrics, counts, published),
  ];
  return mergeMismatches(report, mismatches);
}
