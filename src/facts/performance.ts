import { type JsonObject, mapsOf, numberAt } from "../util/json.ts";
import { isObject } from "../util/json.ts";
import { type Calibration, binsOf, calibrationOf } from "./stats/calibration.ts";
import type { AttachedEvidence, RuleContext } from "./context.ts";
import { newestFirst } from "./group-gaps.ts";
import { normalInterval } from "./calibration.ts";
import { type Rates, cellsOf, ratesOf, sum } from "./stats/confusion-matrix.ts";
import { type Interval, wilson } from "./stats/intervals.ts";
import { type DerivedList, deriveList, emptyList, concatLists, undecidedUntil } from "./derived-list.ts";

/** The newest validation on cases outside the training data, or the missing paths that would identify it. */
function newestIndependent(
  context: RuleContext,
  reports: readonly string[],
): { readonly report?: string; readonly open: readonly string[] } {
  for (const report of reports) {
    const independent = context.get(`${report}.independent`);
    if (independent === true) return { report, open: [] };
    // A newer validation that may be independent hides older ones.
    if (independent === undefined) return { open: [`${report}.trainTestOverlap`] };
  }
  return { open: ["evidence.validationReports"] };
}

/**
 * Positive predictive value at another prevalence than that of the test:
 * TPR * p / (TPR * p + (1 - TNR) * (1 - p)), Bayes' theorem.
 */
export function ppvAt(prevalence: number, sensitivity: number, specificity: number): number | undefined {
  const right = sensitivity * prevalence;
  const all = right + (1 - specificity) * (1 - prevalence);
  return all > 0 ? right / all : undefined;
}

function alertsPerTrueCase(rates: Rates | undefined, prevalence: number | undefined): number | undefined {
  if (!rates?.sensitivity || !rates.specificity || prevalence === undefined) return undefined;
  const ppv = ppvAt(prevalence, rates.sensitivity.value, rates.specificity.value);
  return ppv === undefined || ppv === 0 ? undefined : 1 / ppv;
}

/** Metrics for which higher is better. For others lower is better, except for the two with target 1. */
const wantHigh = new Set(["sensitivity", "specificity", "ppv", "npv", "auroc", "accuracy", "lead-time-minutes"]);

/** Metrics that are computed from calibration bins. */
const calibrationFigures: Readonly<Record<string, keyof Calibration>> = {
  "expected-calibration-error": "expectedCalibrationError",
  "maximum-calibration-error": "maximumCalibrationError",
  "oe-ratio": "observedToExpected",
};

/** Recomputes a metric from a report's counts and calibration bins, where they determine it. */
function recomputed(name: string, report: JsonObject): Interval | undefined {
  const counts = report["counts"];
  const rates = isObject(counts) ? ratesOf(cellsOf(counts)) : undefined;
  if (name === "accuracy") return isObject(counts) ? accuracy(counts) : undefined;
  const figure = calibrationFigures[name];
  return figure ? calibrationOf(binsOf(report) ?? [])?.[figure] : rates?.[name as keyof Rates];
}

/**
 * The 95 % bounds of a metric: recomputed where the report permits it, otherwise as stated. A standard error without
 * bounds gives those of a normal distribution.
 */
function boundsOf(metric: JsonObject, report: JsonObject): Partial<Interval> {
  const found = recomputed(String(metric["metric"]), report);
  if (found) return found;
  const [value, stated, upper, error] = ["value", "low", "high", "standardError"].map((key) => numberAt(metric[key]));
  const normal = value !== undefined && error !== undefined ? normalInterval(value, error, 0.025) : undefined;
  const [low, high] = [stated ?? normal?.low, upper ?? normal?.high];
  return {
    ...(value === undefined ? {} : { value }),
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
  };
}

function accuracy(counts: JsonObject): Interval | undefined {
  const { tp, fp, tn, fn } = cellsOf(counts);
  const [right, n] = [sum(tp, tn), sum(tp, fp, tn, fn)];
  return right === undefined || n === undefined ? undefined : wilson(right, n);
}

/**
 * The range in which a metric is accepted. For a metric with target 1, `accept` is one end and the other end mirrors
 * it.
 */
export function acceptedRange(metric: string, accept: number): { readonly least: number; readonly most: number } {
  if (metric === "oe-ratio") return { least: Math.min(accept, 1 / accept), most: Math.max(accept, 1 / accept) };
  if (metric === "calibration-intercept") return { least: -Math.abs(accept), most: Math.abs(accept) };
  if (metric === "calibration-slope") {
    const off = Math.abs(accept - 1);
    return { least: 1 - off, most: 1 + off };
  }
  return wantHigh.has(metric) ? { least: accept, most: Infinity } : { least: -Infinity, most: accept };
}

/**
 * Checks whether a value is in a range. The value is always within its bounds, so a value outside the range decides.
 */
function isMet({ value, low, high }: Partial<Interval>, { least, most }: { least: number; most: number }) {
  const [lowest, highest] = [low ?? value, high ?? value];
  if ((lowest !== undefined && lowest < least) || (highest !== undefined && highest > most)) return false;
  const bounded = (least === -Infinity || low !== undefined) && (most === Infinity || high !== undefined);
  return bounded ? true : undefined;
}

function searchMetric(metric: JsonObject, at: string, report: JsonObject): DerivedList {
  const [name, accept] = [metric["metric"], numberAt(metric["accept"])];
  if (typeof name !== "string") return emptyList;
  if (accept === undefined) return undecidedUntil(`${at}.accept`);
  const range = acceptedRange(name, accept);
  const met = isMet(boundsOf(metric, report), range);
  if (met === undefined) return undecidedUntil(range.least === -Infinity ? `${at}.high` : `${at}.low`);
  return met ? emptyList : { found: [{ name, blame: [at] }], open: [] };
}

function unmetIn(context: RuleContext, at: string): DerivedList {
  const stated = context.get(at);
  const report = isObject(stated) ? stated : {};
  return concatLists(
    mapsOf(report["metrics"]).map(({ index, map }) => searchMetric(map, `${at}.metrics[${index}]`, report)),
  );
}

/**
 * Derives `facts.performance`: from the newest independent validation, the lower bound of sensitivity and the alerts
 * per true case (1 / PPV at the local prevalence); from every validation, the metrics whose 95 % bound misses the
 * threshold set beforehand. A later validation does not hide an earlier miss.
 */
export function performanceFacts(context: RuleContext, attached: readonly AttachedEvidence[]): void {
  const reports = newestFirst(context, attached, "validationReports", "metadata.date");
  const { report, open } = newestIndependent(context, reports);
  const counts = report === undefined ? undefined : context.get(`${report}.counts`);
  const rates = isObject(counts) ? ratesOf(cellsOf(counts)) : undefined;
  const from = report === undefined ? ["evidence.validationReports"] : [`${report}.counts`];

  context.derive("facts.performance.sensitivityLow", rates?.sensitivity?.low, from, open);
  const prevalence = "spec.monitoring.localPrevalence";
  const alerts = alertsPerTrueCase(rates, numberAt(context.get(prevalence)));
  context.derive(
    "facts.performance.alertsPerTrueCase",
    alerts,
    [...from, prevalence],
    alerts === undefined ? open : [],
  );

  if (reports.length === 0)
    return context.derive("facts.performance.unmetMetrics", undefined, ["evidence.validationReports"]);
  const metrics = reports.map((one) => `${one}.metrics`);
  deriveList(
    context,
    "facts.performance.unmetMetrics",
    concatLists(reports.map((one) => unmetIn(context, one))),
    metrics,
  );
}
