import { type Json, type JsonObject, emptyObject, mapsOf, numberAt } from "../../util/json.ts";
import type { RuleContext } from "../context.ts";
import { byAxis, gapOf, groupsOf } from "../group-gaps.ts";
import { sum } from "../stats/confusion-matrix.ts";

/** A monitored signal and its metric. */
export interface WatchedMetric {
  readonly name: string;
  readonly metric: Json | undefined;
}

/** A signal that the manifest promises to watch. */
export interface Signal extends WatchedMetric {
  readonly at: string;
  readonly threshold: number | undefined;
  readonly everyDays: number | undefined;
  readonly minimumCases: number | undefined;
  /** The value when nothing has changed. */
  readonly expected: number | undefined;
  /** A lasting small change raises an alarm, too. */
  readonly isCumulative: boolean;
  /** Drift is compared with the same season of the year before. */
  readonly isSeasonal: boolean;
}

/** An observed value at its path in a report. */
export interface Observation {
  readonly at: string;
  readonly map: JsonObject;
}

/** The promised signals and the paths of the reports, newest first. */
export interface Watch {
  readonly context: RuleContext;
  readonly signals: readonly Signal[];
  readonly reports: readonly string[];
}

export const SIGNALS = "spec.monitoring.signals";
export const REPORTS = "evidence.monitoringReports";

export function signalsOf(context: RuleContext): Signal[] {
  return mapsOf(context.get(SIGNALS)).flatMap(({ index, map }) => {
    if (typeof map["signal"] !== "string") return [];
    const number = (field: string): number | undefined => numberAt(map[field]);
    return [
      {
        at: `${SIGNALS}[${index}]`,
        name: map["signal"],
        metric: map["metric"],
        threshold: number("threshold"),
        everyDays: number("everyDays"),
        minimumCases: number("minimumCases"),
        expected: number("expected"),
        isCumulative: map["alarm"] === "cusum",
        isSeasonal: map["reference"] === "same-season",
      },
    ];
  });
}

/** The entries of a report for one signal. */
export interface SignalReport {
  readonly entries: readonly Observation[];
  /** The first and the last day that the report covers. */
  readonly from?: Json | undefined;
  readonly until?: Json | undefined;
}

/** Wraps values computed from counts as an observation. */
function counted(at: string, values: Readonly<Record<string, number>>): Observation {
  return { at, map: Object.assign(emptyObject(), values) };
}

/** Recomputes a signal from the counts of a report: the proportion of overridden alerts, or the gap between groups. */
function recomputed({ context }: Watch, report: string, { name, metric }: WatchedMetric): Observation | undefined {
  if (name === "override-rate") {
    const [overrides, alerts] = ["overrides", "alerts"].map((field) => numberAt(context.get(`${report}.${field}`)));
    if (overrides === undefined || !alerts) return undefined;
    return counted(`${report}.overrides`, { value: overrides / alerts, events: overrides, currentCount: alerts });
  }
  if (name !== "subgroup-performance" || (metric !== "sensitivity" && metric !== "ppv")) return undefined;
  const groups = groupsOf(context, `${report}.groups`);
  const gap = gapOf(byAxis(groups), metric);
  const cases = groups.map(({ cells: { tp, fp, fn } }) => sum(tp, metric === "ppv" ? fp : fn) ?? 0);
  return gap && counted(`${report}.groups`, { ...gap.bounds, currentCount: Math.min(...cases) });
}

/** Whether a value may be of the metric that is watched. */
const isSameMetric = (stated: Json | undefined, watched: Json | undefined): boolean =>
  typeof stated !== "string" || typeof watched !== "string" || stated === watched;

/** The entries of a signal in one report. Values recomputed from counts replace stated ones. */
export function entriesIn(watch: Watch, report: string, signal: WatchedMetric): Observation[] {
  const stated = mapsOf(watch.context.get(`${report}.signals`))
    .filter(({ map }) => map["signal"] === signal.name && isSameMetric(map["metric"], signal.metric))
    .filter(({ map }) => map["value"] !== undefined || map["currentShares"] !== undefined)
    .map(({ index, map }) => ({ at: `${report}.signals[${index}]`, map }));
  const own = recomputed(watch, report, signal);
  return own ? [own] : stated;
}

/** Finds the entries of a signal in the newest report that has any. */
export function lastSeen(watch: Watch, signal: WatchedMetric): SignalReport {
  const { context, reports } = watch;
  for (const report of reports) {
    const entries = entriesIn(watch, report, signal);
    if (entries.length === 0) continue;
    const [from, until] = ["from", "to"].map((end) => context.get(`${report}.period.${end}`));
    return { entries, from, until };
  }
  return { entries: [] };
}
