import { type Document, MANIFEST } from "../model/document.ts";
import type { Path } from "../util/json-path.ts";
import { getAt, mapsOf } from "../util/json.ts";

/** A number in percent where a share is meant. */
export interface Percentage {
  readonly path: Path;
  /** The number as a share. */
  readonly share: number;
}

/** Metrics whose values are shares. Others, such as an index of drift or a ratio, may be above 1. */
const shareMetrics: ReadonlySet<string> = new Set([
  "rate",
  "auroc",
  "sensitivity",
  "ppv",
  "missing-rate",
  "fabrication-rate",
]);

/** From here on a number is no share with a rounding error. */
const LEAST_PERCENT = 2;

/** The thresholds of monitored signals that are written in percent: they would never raise an alert. */
export function percentages({ kind, value }: Document): Percentage[] {
  if (kind !== MANIFEST) return [];
  return mapsOf(getAt(value, ["spec", "monitoring", "signals"])).flatMap(({ index, map: { metric, threshold } }) => {
    const isPercent = typeof threshold === "number" && threshold >= LEAST_PERCENT && threshold <= 100;
    if (typeof metric !== "string" || !shareMetrics.has(metric) || !isPercent) return [];
    const share = Number((threshold / 100).toPrecision(12));
    return [{ path: ["spec", "monitoring", "signals", index, "threshold"], share }];
  });
}
