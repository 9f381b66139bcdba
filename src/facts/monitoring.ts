import { daysBetween } from "../util/date.ts";
import { type Json, type JsonObject, compareCodeUnits, emptyObject, mapsOf, numberAt } from "../util/json.ts";
import type { AttachedEvidence, RuleContext } from "./context.ts";
import { areShares, psiCriticalValue, populationStabilityIndex } from "./stats/population-stability.ts";
import { byAxis, deriveGap, gapOf, groupsOf, newestFirst } from "./group-gaps.ts";
import { sum } from "./stats/confusion-matrix.ts";
import { asJson, wilson } from "./stats/intervals.ts";
import { type DerivedList, deriveList, emptyList, concatLists, undecidedUntil } from "./derived-list.ts";
import { acceptedRange } from "./performance.ts";

/** A monitored signal and its metric. */
interface WatchedMetric {
  readonly name: string;
  readonly metric: Json | undefined;
}

/** A signal that the manifest promises to watch. */
interface Signal extends WatchedMetric {
  readonly at: string;
  readonly threshold: number | undefined;
  readonly everyDays: number | undefined;
  readonly minimumCases: number | undefined;
}

/** An observed value at its path in a report. */
interface Observation {
  readonly at: string;
  readonly map: JsonObject;
}

/** The promised signals and the paths of the reports, newest first. */
interface Watch {
  readonly context: RuleContext;
  readonly signals: readonly Signal[];
  readonly reports: readonly string[];
}

const SIGNALS = "spec.monitoring.signals";
const REPORTS = "evidence.monitoringReports";

function signalsOf(context: RuleContext): Signal[] {
  return mapsOf(context.get(SIGNALS)).flatMap(({ index, map }) => {
    const number = (field: string): number | undefined => numberAt(map[field]);
    if (typeof map["signal"] !== "string") return [];
    const [threshold, everyDays, minimumCases] = ["threshold", "everyDays", "minimumCases"].map(number);
    const at = `${SIGNALS}[${index}]`;
    return [{ at, name: map["signal"], metric: map["metric"], threshold, everyDays, minimumCases }];
  });
}

/** The entries of a report for one signal. */
interface SignalReport {
  readonly entries: readonly Observation[];
  /** The first and the last day that the report covers. */
  readonly from?: Json | undefined;
  readonly until?: Json | undefined;
}

/** Wraps a value computed from counts as an observation. */
function counted(at: string, value: number, cases: number): Observation {
  return { at, map: Object.assign(emptyObject(), { value, currentCount: cases }) };
}

/** Recomputes a signal from the counts of a report: the proportion of overridden alerts, or the gap between groups. */
function recomputed({ context }: Watch, report: string, { name, metric }: WatchedMetric): Observation | undefined {
  if (name === "override-rate") {
    const [overrides, alerts] = ["overrides", "alerts"].map((field) => numberAt(context.get(`${report}.${field}`)));
    return overrides !== undefined && alerts ? counted(`${report}.overrides`, overrides / alerts, alerts) : undefined;
  }
  if (name !== "subgroup-performance" || (metric !== "sensitivity" && metric !== "ppv")) return undefined;
  const groups = groupsOf(context, `${report}.groups`);
  const gap = gapOf(byAxis(groups), metric);
  const cases = groups.map(({ cells: { tp, fp, fn } }) => sum(tp, metric === "ppv" ? fp : fn) ?? 0);
  return gap && counted(`${report}.groups`, gap.bounds.value, Math.min(...cases));
}

/** Whether a value may be of the metric that is watched. */
const isSameMetric = (stated: Json | undefined, watched: Json | undefined): boolean =>
  typeof stated !== "string" || typeof watched !== "string" || stated === watched;

/**
 * Finds the entries of a signal in the newest report that has any. Values recomputed from counts replace stated ones.
 */
function lastSeen(watch: Watch, signal: WatchedMetric): SignalReport {
  const { context, reports } = watch;
  for (const report of reports) {
    const stated = mapsOf(context.get(`${report}.signals`))
      .filter(({ map }) => map["signal"] === signal.name && isSameMetric(map["metric"], signal.metric))
      .filter(({ map }) => map["value"] !== undefined || map["currentShares"] !== undefined)
      .map(({ index, map }) => ({ at: `${report}.signals[${index}]`, map }));
    const own = recomputed(watch, report, signal);
    const entries = own ? [own] : stated;
    if (entries.length === 0) continue;
    const [from, until] = ["from", "to"].map((end) => context.get(`${report}.period.${end}`));
    return { entries, from, until };
  }
  return { entries: [] };
}

const outcomeMetrics = new Set<unknown>(["auroc", "sensitivity", "ppv", "oe-ratio", "slope"]);
const outcomeSignals = new Set(["outcome", "discrimination", "calibration", "subgroup-performance"]);

/** Checks whether a signal depends on the true outcomes, which become known later. */
const needsOutcomes = ({ name, metric }: Signal): boolean => outcomeMetrics.has(metric) || outcomeSignals.has(name);

const DELAY = "spec.monitoring.labelDelayDays";

/** The maximum days to wait for a report, whatever period it covers; a convention of this project. */
const LONGEST_PERIOD = 31;

/** The days until the next value is due: the signal's interval, or the period of the last report if that is longer. */
function dueIn(everyDays: number, { from, until }: SignalReport): number {
  const covered = (daysBetween(from, until) ?? 0) + 1;
  return Math.max(everyDays, Math.min(covered, LONGEST_PERIOD));
}

/** Finds signals whose next value, or first value after go-live, is overdue. */
function searchOverdue(watch: Watch, signal: Signal): DerivedList {
  const { context } = watch;
  const sighting = lastSeen(watch, signal);
  const since = [sighting.until, context.get("spec.goLive")].filter((day) => typeof day === "string");
  const start = since.toSorted(compareCodeUnits).at(-1);
  if (start === undefined) return undecidedUntil("spec.goLive");
  if (signal.everyDays === undefined) return undecidedUntil(`${signal.at}.everyDays`);
  const days = daysBetween(start, context.get("asOf")) ?? 0;
  const due = dueIn(signal.everyDays, sighting);
  if (days <= due) return emptyList;
  if (needsOutcomes(signal)) {
    const delay = numberAt(context.get(DELAY));
    if (delay === undefined) return undecidedUntil(DELAY);
    if (days <= due + delay) return emptyList;
  }
  if (watch.reports.length === 0) return undecidedUntil(REPORTS);
  return { found: [{ name: signal.name, blame: [`${signal.at}.everyDays`] }], open: [] };
}

const lowIsBad = new Set<unknown>(["auroc", "sensitivity", "ppv"]);

/**
 * Checks whether a value raises an alert. Subgroup performance is monitored as a gap between groups: higher is worse.
 */
function crosses({ name, metric, threshold = Infinity }: Signal, value: number): boolean {
  if (metric === "oe-ratio" || metric === "slope") {
    const { least, most } = acceptedRange(metric === "slope" ? "calibration-slope" : metric, threshold);
    return value <= least || value >= most;
  }
  if (lowIsBad.has(metric) && name !== "subgroup-performance") return value <= threshold;
  return value >= threshold;
}

/** The value of an entry. Drift is recomputed when its shares are shown. */
function valueOf({ metric }: Signal, { map }: Observation): number | undefined {
  return (metric === "psi" ? indexOf(map) : undefined) ?? numberAt(map["value"]);
}

function searchCrossed(watch: Watch, signal: Signal): DerivedList {
  const { entries } = lastSeen(watch, signal);
  if (entries.length === 0) return emptyList;
  const unstated = (["metric", "threshold"] as const).filter((field) => signal[field] === undefined);
  if (unstated.length > 0) return undecidedUntil(...unstated.map((field) => `${signal.at}.${field}`));
  return concatLists(
    entries.map((entry) => {
      const value = valueOf(signal, entry);
      if (value === undefined) return undecidedUntil(`${entry.at}.value`);
      if (!crosses(signal, value)) return emptyList;
      const count = numberAt(entry.map["currentCount"]);
      if (signal.minimumCases === undefined) return undecidedUntil(`${signal.at}.minimumCases`);
      // Too few cases are inconclusive.
      if (count === undefined || count < signal.minimumCases) return undecidedUntil(`${entry.at}.currentCount`);
      return { found: [{ name: signal.name, blame: [`${entry.at}.value`, `${signal.at}.threshold`] }], open: [] };
    }),
  );
}

/** Metrics that count positive outcomes instead of all cases. */
const countsEvents = new Set<unknown>(["auroc", "sensitivity", "oe-ratio", "slope"]);

/** Finds windows that are too short for their minimum number of cases, or for their outcomes to be known. */
function searchInfeasible({ context }: Watch, signal: Signal): DerivedList {
  const { at, name, everyDays, minimumCases } = signal;
  if (everyDays === undefined) return undecidedUntil(`${at}.everyDays`);
  const found: DerivedList = { found: [{ name, blame: [`${at}.everyDays`, `${at}.minimumCases`] }], open: [] };
  const open: string[] = [];
  if (needsOutcomes(signal)) {
    const delay = numberAt(context.get(DELAY));
    if (delay === undefined) open.push(DELAY);
    else if (delay > everyDays) return { found: [{ name, blame: [`${at}.everyDays`, DELAY] }], open: [] };
  }
  const events = numberAt(context.get("spec.monitoring.expectedPositivesPerDay"));
  const prevalence = numberAt(context.get("spec.monitoring.localPrevalence"));
  if (minimumCases === undefined) return undecidedUntil(...open, `${at}.minimumCases`);
  if (events === undefined) return undecidedUntil(...open, "spec.monitoring.expectedPositivesPerDay");
  if (events * everyDays >= minimumCases) return undecidedUntil(...open);
  if (countsEvents.has(signal.metric)) return found;
  if (prevalence === undefined || prevalence === 0) return undecidedUntil(...open, "spec.monitoring.localPrevalence");
  return (events / prevalence) * everyDays >= minimumCases ? undecidedUntil(...open) : found;
}

/** Derives the lists of signals: overdue, crossed, and infeasible. */
function signalFacts(watch: Watch): void {
  const { context, signals, reports } = watch;
  const offer = (name: string, search: (watch: Watch, signal: Signal) => DerivedList): void => {
    const path = `facts.monitoring.${name}`;
    if (context.get(SIGNALS) === undefined) return context.derive(path, undefined, [SIGNALS]);
    const found = concatLists(signals.map((signal) => search(watch, signal)));
    return deriveList(context, path, found, [SIGNALS]);
  };
  offer("overdueSignals", searchOverdue);
  offer("infeasibleWindows", searchInfeasible);
  if (reports.length === 0) context.derive("facts.monitoring.crossedSignals", undefined, [REPORTS]);
  else offer("crossedSignals", searchCrossed);
}

function sharesOf(list: Json | undefined): number[] | undefined {
  const shares = Array.isArray(list) ? list.filter((share) => typeof share === "number") : [];
  return Array.isArray(list) && shares.length === list.length && areShares(shares) ? shares : undefined;
}

/** The population stability index of an entry; undefined unless both lists are shares of the same bins. */
function indexOf(map: JsonObject): number | undefined {
  const [expected, actual] = [sharesOf(map["referenceShares"]), sharesOf(map["currentShares"])];
  return expected && actual && expected.length === actual.length
    ? populationStabilityIndex(expected, actual)
    : undefined;
}

interface Drift {
  readonly entry: Observation;
  readonly index: number;
  readonly critical: number;
}

/** The drift of an entry, or the missing fields. */
function driftOf(entry: Observation): Drift | readonly string[] {
  const [n, m] = [numberAt(entry.map["referenceCount"]), numberAt(entry.map["currentCount"])];
  const index = indexOf(entry.map);
  if (index === undefined) return [`${entry.at}.referenceShares`, `${entry.at}.currentShares`];
  if (!n || !m) return [...(n ? [] : [`${entry.at}.referenceCount`]), ...(m ? [] : [`${entry.at}.currentCount`])];
  const bins = (entry.map["currentShares"] as Json[]).length;
  return { entry, index, critical: psiCriticalValue(bins, n, m) };
}

/** The latest entries with shares for the stability index, and entries without them that the manifest promises. */
function driftEntries(watch: Watch): Observation[] {
  const all = watch.reports.flatMap((report) => mapsOf(watch.context.get(`${report}.signals`)));
  const names = new Set(all.map(({ map }) => String(map["signal"])));
  const promised = watch.signals.filter(({ metric }) => metric === "psi").map(({ name }) => name);
  return [...names].flatMap((name) => {
    const { entries } = lastSeen(watch, { name, metric: undefined });
    const shown = entries.filter(
      ({ map }) => map["currentShares"] !== undefined || map["referenceShares"] !== undefined,
    );
    return shown.length > 0 || !promised.includes(name) ? shown : entries;
  });
}

/**
 * Derives `facts.monitoring.worstPsi`: the largest stability index, recomputed from the shares, and its critical value.
 * `low` is the largest index that exceeds its own critical value, 0 when none does. `high` is the largest of all. An
 * upper limit passes when every index is below it, and fails when an index above it also exceeds its critical value.
 */
function driftFacts(watch: Watch): void {
  const { context, reports } = watch;
  const path = "facts.monitoring.worstPsi";
  const drifts = driftEntries(watch).map(driftOf);
  const open = drifts.flatMap((drift) => ("entry" in drift ? [] : drift));
  const known = drifts.filter((drift): drift is Drift => "entry" in drift);
  const [first] = known;
  if (!first || open.length > 0) {
    const settles = open.length > 0 ? open : [reports[0] === undefined ? REPORTS : `${reports[0]}.signals`];
    return context.derive(path, undefined, [REPORTS], settles);
  }
  const { entry, index, critical } = known.reduce((worst, one) => (one.index > worst.index ? one : worst), first);
  const low = Math.max(0, ...known.filter((one) => one.index > one.critical).map((one) => one.index));
  const fact = Object.assign(asJson({ value: index, low, high: index }), { critical, signal: entry.map["signal"] });
  context.derive(path, fact, [`${entry.at}.currentShares`]);
}

/** Derives the widest gap in sensitivity in the newest report on cases since go-live. */
function subgroupFacts({ context, reports }: Watch): void {
  const path = "facts.monitoring.subgroupSensitivityGap";
  const goLive = context.get("spec.goLive");
  const grouped = reports.filter((report) => context.get(`${report}.groups`) !== undefined);
  if (grouped.length === 0 || typeof goLive !== "string") {
    const missing = grouped.length > 0 ? "spec.goLive" : reports[0] === undefined ? REPORTS : `${reports[0]}.groups`;
    return context.derive(path, undefined, [REPORTS, "spec.goLive"], [missing]);
  }
  const since = grouped.find((report) => String(context.get(`${report}.period.from`)) >= goLive);
  if (since === undefined)
    return context.derive(path, undefined, [`${grouped[0]}.period.from`, "spec.goLive"], [REPORTS]);
  const list = `${since}.groups`;
  return deriveGap(context, path, gapOf(byAxis(groupsOf(context, list)), "sensitivity"), list);
}

/** Derives the overrides per alert, with Wilson bounds, from the latest report. */
function overrideFacts({ context, reports }: Watch): void {
  const path = "facts.monitoring.overrideRate";
  const [last] = reports;
  if (last === undefined) return context.derive(path, undefined, [REPORTS]);
  const [overrides, alerts] = [numberAt(context.get(`${last}.overrides`)), numberAt(context.get(`${last}.alerts`))];
  const rate = overrides === undefined || alerts === undefined ? undefined : wilson(overrides, alerts);
  return context.derive(path, rate && asJson(rate), [`${last}.overrides`, `${last}.alerts`]);
}

/** Derives `facts.monitoring` from the attached reports. */
export function monitoringFacts(context: RuleContext, attached: readonly AttachedEvidence[]): void {
  const reports = newestFirst(context, attached, "monitoringReports", "period.to");
  const watch: Watch = { context, signals: signalsOf(context), reports };
  signalFacts(watch);
  driftFacts(watch);
  subgroupFacts(watch);
  overrideFacts(watch);
}
