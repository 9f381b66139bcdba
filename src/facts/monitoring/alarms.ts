import { numberAt } from "../../util/json.ts";
import { type DerivedList, concatLists, emptyList, undecidedUntil } from "../derived-list.ts";
import { acceptedRange } from "../performance.ts";
import { clopperPearson, poissonInterval } from "../stats/exact-intervals.ts";
import type { Interval } from "../stats/intervals.ts";
import { driftOf, indexOf } from "./drift.ts";
import { type Observation, type Signal, type Watch, entriesIn, lastSeen } from "./watch.ts";

const lowIsBad = new Set<unknown>(["auroc", "sensitivity", "ppv"]);

/** Metrics that are a share of the cases counted. */
const shares = new Set<unknown>(["rate", "missing-rate", "fabrication-rate", "audit-sample", "sensitivity", "ppv"]);

/** Whether a signal is a gap between groups, whatever rate the gap is of: higher is worse. */
const isGap = ({ name }: Signal): boolean => name === "subgroup-performance";

/** Whether a value is on the side of its threshold that raises an alarm. */
function crosses(signal: Signal, value: number): boolean {
  const { metric, threshold = Infinity } = signal;
  if (metric === "oe-ratio" || metric === "slope") {
    const { least, most } = acceptedRange(metric === "slope" ? "calibration-slope" : metric, threshold);
    return value <= least || value >= most;
  }
  return lowIsBad.has(metric) && !isGap(signal) ? value <= threshold : value >= threshold;
}

/** Whether a whole interval is on the side that raises an alarm; for a range on one side of it. */
function isBeyond(signal: Signal, { low, high }: Interval): boolean {
  if (!crosses(signal, low) || !crosses(signal, high)) return false;
  const { metric, threshold = Infinity } = signal;
  if (metric !== "oe-ratio" && metric !== "slope") return true;
  const { least, most } = acceptedRange(metric === "slope" ? "calibration-slope" : metric, threshold);
  return high <= least || low >= most;
}

/**
 * The 95 % interval of an observed value: the exact one of a share of cases (Clopper and Pearson 1934) and of an O/E ratio
 * (Garwood 1936), else the one that the report states; undefined where there is none.
 */
function intervalOf(signal: Signal, { map }: Observation, value: number): Interval | undefined {
  const [events, cases, low, high] = ["events", "currentCount", "low", "high"].map((field) => numberAt(map[field]));
  if (shares.has(signal.metric) && !isGap(signal) && cases && value >= 0 && value <= 1)
    return clopperPearson(events ?? Math.round(value * cases), cases);
  if (signal.metric === "oe-ratio" && events && value > 0) {
    const bounds = poissonInterval(events);
    const expected = events / value;
    return { value, low: bounds.low / expected, high: bounds.high / expected };
  }
  return low === undefined || high === undefined ? undefined : { value, low, high };
}

/** The value of an entry. Drift is recomputed when its shares are shown. */
function valueOf(signal: Signal, { map }: Observation): number | undefined {
  return (signal.metric === "psi" ? indexOf(map, signal) : undefined) ?? numberAt(map["value"]);
}

/** An alarm is proven, is refuted, or is not decided by the value: then by the field that would decide. */
function decide(signal: Signal, entry: Observation, value: number): boolean | string {
  if (signal.metric === "psi") {
    const drift = driftOf(entry, signal);
    return "index" in drift ? drift.index > drift.critical : true;
  }
  const interval = intervalOf(signal, entry, value);
  if (isGap(signal)) return interval ? isBeyond(signal, interval) : `${entry.at}.low`;
  // Of what has no interval the point decides, so that no silence hides an alarm.
  return interval === undefined || isBeyond(signal, interval) || `${entry.at}.currentCount`;
}

/** Finds whether the newest value of a signal raises an alarm: its interval is beyond the threshold. */
function searchEntry(signal: Signal, entry: Observation): DerivedList {
  const value = valueOf(signal, entry);
  if (value === undefined) return undecidedUntil(`${entry.at}.value`);
  if (!crosses(signal, value)) return emptyList;
  const count = numberAt(entry.map["currentCount"]);
  if (signal.minimumCases === undefined) return undecidedUntil(`${signal.at}.minimumCases`);
  // Too few cases are inconclusive.
  if (count === undefined || count < signal.minimumCases) return undecidedUntil(`${entry.at}.currentCount`);
  const decided = decide(signal, entry, value);
  if (typeof decided === "string") return undecidedUntil(decided);
  if (!decided) return emptyList;
  return { found: [{ name: signal.name, blame: [`${entry.at}.value`, `${signal.at}.threshold`] }], open: [] };
}

/**
 * Slack and limit of the cumulative sum, in standard deviations: they find a lasting change of one standard deviation in
 * about ten windows, with a false alarm in about 900 (D. C. Montgomery, Introduction to Statistical Quality Control,
 * chapter 9, one side).
 */
const [SLACK, LIMIT] = [0.5, 5];

/**
 * Finds a lasting change that no single window proves, by the cumulative sum of standardised residuals (E. S. Page,
 * Biometrika 41, 1954): S = max(0, S + z - 0.5), an alarm above 5. It starts again from zero when a report says that somebody acted.
 */
function searchLasting(watch: Watch, signal: Signal): DerivedList {
  if (!signal.isCumulative || !shares.has(signal.metric) || isGap(signal)) return emptyList;
  const { expected } = signal;
  if (expected === undefined || expected <= 0 || expected >= 1) return undecidedUntil(`${signal.at}.expected`);
  let [sum, last] = [0, `${signal.at}.expected`];
  for (const report of watch.reports.toReversed()) {
    for (const entry of entriesIn(watch, report, signal)) {
      const [value, cases] = [numberAt(entry.map["value"]), numberAt(entry.map["currentCount"])];
      if (value === undefined || !cases) return undecidedUntil(`${entry.at}.${cases ? "value" : "currentCount"}`);
      const z = (value - expected) / Math.sqrt((expected * (1 - expected)) / cases);
      sum = Math.max(0, sum + (lowIsBad.has(signal.metric) ? -z : z) - SLACK);
      last = `${entry.at}.value`;
    }
    if (watch.context.get(`${report}.triggersActedOn`) === true) sum = 0;
  }
  return sum > LIMIT ? { found: [{ name: signal.name, blame: [last, `${signal.at}.expected`] }], open: [] } : emptyList;
}

/** Finds alarms of a signal. */
export function searchCrossed(watch: Watch, signal: Signal): DerivedList {
  const { entries } = lastSeen(watch, signal);
  if (entries.length === 0) return emptyList;
  const unstated = (["metric", "threshold"] as const).filter((field) => signal[field] === undefined);
  if (unstated.length > 0) return undecidedUntil(...unstated.map((field) => `${signal.at}.${field}`));
  return concatLists([...entries.map((entry) => searchEntry(signal, entry)), searchLasting(watch, signal)]);
}
