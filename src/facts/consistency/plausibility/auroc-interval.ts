import { numberAt } from "../../../util/json.ts";
import { type Anomaly, type EvidenceDocument, metricsOf, overallOf } from "../contradiction.ts";
import { isAuroc, roundingTolerance, showNumber } from "../../stats/rounding.ts";

/**
 * The standard error of an area under the ROC curve (J. A. Hanley and B. J. McNeil, Radiology 143, 1982, with
 * exponential scores): SE^2 = (A (1 - A) + (n1 - 1) (Q1 - A^2) + (n0 - 1) (Q2 - A^2)) / (n1 n0), with Q1 = A / (2 - A)
 * and Q2 = 2 A^2 / (1 + A).
 * @param positives n1, at least one
 * @param negatives n0, at least one
 */
export function hanleyMcNeil(auroc: number, positives: number, negatives: number): number {
  const [q1, q2] = [auroc / (2 - auroc), (2 * auroc * auroc) / (1 + auroc)];
  const ofPositives = (positives - 1) * (q1 - auroc * auroc);
  const ofNegatives = (negatives - 1) * (q2 - auroc * auroc);
  return Math.sqrt((auroc * (1 - auroc) + ofPositives + ofNegatives) / (positives * negatives));
}

/** An interval by Hanley and McNeil may be this part of theirs. */
const NARROWEST = 0.8;
/**
 * An interval by another method may be this part of it: DeLong's is narrower where the scores of one class are more
 * alike than exponential ones (E. R. DeLong et al., Biometrics 44, 1988).
 */
const NARROWEST_BY_SCORES = 0.5;

/** Positives and negatives of a validation report; without counts its events, among as many cases as a metric states. */
function sizesOf(report: EvidenceDocument, count: number | undefined): { positives: number; negatives: number } {
  const counts = overallOf(report);
  if (counts) return { positives: counts.tp + counts.fn, negatives: counts.fp + counts.tn };
  const positives = numberAt(report.value["events"]) ?? 0;
  // More negatives make the interval narrower: where their number is not stated, none is too narrow for them.
  return {
    positives,
    negatives: count !== undefined && count > positives ? count - positives : Number.MAX_SAFE_INTEGER,
  };
}

/** Finds an interval, or a standard error, of an AUROC that is too narrow for the cases. */
export function narrowAuroc(report: EvidenceDocument): Anomaly[] {
  return metricsOf(report).flatMap(({ path, name, value, low, high, count }, i): Anomaly[] => {
    if (!isAuroc(name) || value === undefined || value <= 0 || value >= 1) return [];
    const { positives, negatives } = sizesOf(report, count);
    if (positives < 1 || negatives < 1) return [];
    const [stated, method] = statedError(report, i);
    const half = low !== undefined && high !== undefined ? (high - low) / 2 + roundingTolerance(high) : undefined;
    const error = hanleyMcNeil(value, positives, negatives);
    const part = method === "hanley-mcneil" ? NARROWEST : NARROWEST_BY_SCORES;
    const least = part * error;
    const isNarrow = half !== undefined && low !== undefined && low > 0 && half < 1.959963984540054 * least;
    const isSmall = stated !== undefined && stated + roundingTolerance(stated) < least;
    if (!isNarrow && !isSmall) return [];
    const shown = isNarrow ? `interval of AUROC, ${low} to ${high},` : `standard error of AUROC, ${stated},`;
    const sign = `${shown} is too narrow for ${positives} events: about ${showNumber(1.959963984540054 * error)} on each side of ${value}`;
    const paths = isNarrow ? [`${path}.low`, `${path}.high`] : [`${path}.standardError`];
    return [{ paths, document: report.file, sign }];
  });
}

function statedError({ value }: EvidenceDocument, index: number): [number | undefined, unknown] {
  const metrics = value["metrics"];
  const metric = Array.isArray(metrics) ? metrics[index] : undefined;
  if (typeof metric !== "object" || metric === null || Array.isArray(metric)) return [undefined, undefined];
  return [numberAt(metric["standardError"]), metric["intervalMethod"]];
}
