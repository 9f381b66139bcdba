import { foreignPrevalence } from "../across-documents.ts";
import {
  SIGNIFICANCE_LEVEL,
  type Bounds,
  chernoffBound,
  npvAt,
  oddsByNpv,
  oddsByPpv,
  oddsBounds,
  ppvAt,
  proportionOf,
  proportionBounds,
  showNumber,
  roundingTolerance,
} from "../../stats/rounding.ts";
import { type EvidenceDocument, type Metric, type Anomaly, metricsOf, overallOf } from "../contradiction.ts";

/** Cases from elsewhere that are far more often cases than where the system is used: what it predicts there. */
export function enriched(report: EvidenceDocument, localPrevalence: number | undefined): Anomaly[] {
  const setting = String(report.value["setting"]);
  if (localPrevalence === undefined || setting.startsWith("local-")) return [];
  const foreign = foreignPrevalence(report, localPrevalence);
  if (!foreign) return [];
  const { counts, tested } = foreign;
  const [ppv, s, c] = (["ppv", "sensitivity", "specificity"] as const).map((name) => proportionOf(name, counts));
  const there = s?.n && c?.n ? ppvAt(s.x / s.n, c.x / c.n, localPrevalence) : undefined;
  const predicts =
    ppv?.n && there !== undefined
      ? `: a positive predictive value of ${showNumber(ppv.x / ppv.n)} here is ${showNumber(there)} there`
      : "";
  const sign = `${showNumber(tested)} of its cases are positive, ${localPrevalence} where the system is used${predicts}`;
  const part = report.value["overall"] !== undefined ? "overall" : report.value["counts"] ? "counts" : "groups";
  return [{ paths: [`${report.at}.${part}`, "spec.monitoring.localPrevalence"], document: report.file, sign }];
}

/** How far a predictive value may be from the one at local prevalence before it says something else. */
const OTHER_VALUE = 0.02;

/** Times that the odds of being a case may differ where nobody says how many cases were looked at. */
const UNCOUNTED = 4;

/** What a predictive value would be where the system is used, by the stated sensitivity and specificity, rounded. */
function localValues(name: string, s: Bounds, c: Bounds, prevalence: Bounds): Bounds {
  const ends =
    name === "ppv"
      ? [ppvAt(s.low, c.low, prevalence.low), ppvAt(s.high, c.high, prevalence.high)]
      : [npvAt(s.low, c.low, prevalence.high), npvAt(s.high, c.high, prevalence.low)];
  return { low: ends[0] ?? 0, high: ends[1] ?? 1 };
}

/** Whether a predictive value is another one than that of the place of use, by more than rounding and chance. */
function isForeign({ name, value = 0, count }: Metric, s: Bounds, c: Bounds, prevalence: Bounds): boolean {
  const there = localValues(name, s, c, prevalence);
  const spread = OTHER_VALUE + roundingTolerance(value);
  const near = { low: there.low - spread, high: there.high + spread };
  if (value >= near.low && value <= near.high) return false;
  if (count !== undefined) return chernoffBound({ x: value * count, n: count }, there) < SIGNIFICANCE_LEVEL;
  const implied = name === "ppv" ? oddsByPpv(s, c, proportionBounds(value)) : oddsByNpv(s, c, proportionBounds(value));
  const local = oddsBounds(prevalence);
  return implied.low > local.high * UNCOUNTED || implied.high * UNCOUNTED < local.low;
}

/** Without counts: predictive values stated that do not hold at the prevalence where the system is used. */
export function foreignPredictiveValues(report: EvidenceDocument, localPrevalence: number | undefined): Anomaly[] {
  if (localPrevalence === undefined || overallOf(report)) return [];
  const metrics = metricsOf(report);
  const valueOf = (name: string): number | undefined => metrics.find((metric) => metric.name === name)?.value;
  const [s, c] = [valueOf("sensitivity"), valueOf("specificity")];
  if (s === undefined || c === undefined) return [];
  const foreign = metrics.filter(
    (metric) =>
      (metric.name === "ppv" || metric.name === "npv") &&
      metric.value !== undefined &&
      isForeign(metric, proportionBounds(s), proportionBounds(c), proportionBounds(localPrevalence)),
  );
  return foreign.map(({ path, name, value }) => {
    const there = (name === "ppv" ? ppvAt : npvAt)(s, c, localPrevalence) ?? 0;
    const sign = `${name} ${value} is not that of the place of use: at a prevalence of ${localPrevalence} it would be ${showNumber(there)}`;
    return { paths: [`${path}.value`, "spec.monitoring.localPrevalence"], document: report.file, sign };
  });
}
