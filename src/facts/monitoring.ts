import { daysBetween } from "../util/date.ts";
import { type Json, type JsonObject, compareCodeUnits, emptyObject, mapsOf, numberAt } from "../util/json.ts";
import type { Attached, RuleContext } from "./context.ts";
import { areShares, psiCriticalValue, populationStabilityIndex } from "./stats/population-stability.ts";
import { byAxis, deriveGap, gapOf, groupsOf, newestFirst } from "./group-gaps.ts";
import { sum } from "./stats/confusion-matrix.ts";
import { asJson, wilson } from "./stats/intervals.ts";
import { type DerivedList, deriveList, emptyList, concatLists, undecidedUntil } from "./derived-list.ts";
import { acceptedRange } from "./performance.ts";

/** What is watched, and by what metric. */
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

/** A value seen, as it stands in a report. */
interface Observation {
  readonly at: string;
  readonly map: JsonObject;
}

/** What is watched, what was seen, the newest report first, and what is known of the outcomes. */
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

/** What a report says about a signal. */
interface SignalReport {
  readonly entries: readonly Observation[];
  /** The first and the last day that the report looked at. */
  readonly from?: Json | undefined;
  readonly until?: Json | undefined;
}

/** A value that the counts of a report give, as if it stood there. */
function counted(at: string, value: number, cases: number): Observation {
  return { at, map: Object.assign(emptyObject(), { value, currentCount: cases }) };
}

/** A signal's value by the counts of a report: the share of alerts overridden, or the gap between groups. */
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

/** What the newest report that tells of a signal says about it; what its counts give goes before what it states. */
function lastSeen(watch: Watch, signal: WatchedMetric): SignalReport {
  const { context, reports } = watch;
  for (const report of reports) {
    const stated = mapsOf(context.get(`${report}.signals`))
      .filter(({ map }) => map["signal"] === signal.name)
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

/** Whether a signal has to wait until the true outcomes are known. */
const needsOutcomes = ({ name, metric }: Signal): boolean => outcomeMetrics.has(metric) || outcomeSignals.has(name);

const DELAY = "spec.monitoring.labelDelayDays";

/** The longest that a report may be waited for, whatever it covers; a convention of this project. */
const LONGEST_PERIOD = 31;

/**
 * In how many days the next value is due: in its interval, or, of a signal looked at more often than reports are
 * written, in as many days as the last report covers.
 */
function dueIn(everyDays: number, { from, until }: SignalReport): number {
  const covered = (daysBetween(from, until) ?? 0) + 1;
  return Math.max(everyDays, Math.min(covered, LONGEST_PERIOD));
}

/** Whether a signal's next value, or its first after go-live, is overdue. */
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

/** Whether a value raises an alert. Subgroup performance is watched as a gap between groups, so that more is worse. */
function crosses({ name, metric, threshold = Infinity }: Signal, value: number): boolean {
  if (metric === "oe-ratio" || metric === "slope") {
    const { least, most } = acceptedRange(metric === "slope" ? "calibration-slope" : metric, threshold);
    return value <= least || value >= most;
  }
  if (lowIsBad.has(metric) && name !== "subgroup-performance") return value <= threshold;
  return value >= threshold;
}

/** The value of an entry; of drift recomputed where its shares are shown. */
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
      // Too few cases show nothing either way.
      if (count === undefined || count < signal.minimumCases) return undecidedUntil(`${entry.at}.currentCount`);
      return { found: [{ name: signal.name, blame: [`${entry.at}.value`, `${signal.at}.threshold`] }], open: [] };
    }),
  );
}

/** Whose cases are outcomes found, not all that the system saw. */
const countsEvents = new Set<unknown>(["auroc", "sensitivity", "oe-ratio", "slope"]);

/** Whether a window is too short for the cases it asks for, or for their outcomes to be known. */
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

/** Offers the lists of signals: overdue, crossed, and those whose window cannot do what it promises. */
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

/** The stability index of an entry; undefined when its shares are no shares of the same bins. */
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

/** The drift that an entry shows, or the fields without which it shows none. */
function driftOf(entry: Observation): Drift | readonly string[] {
  const [n, m] = [numberAt(entry.map["referenceCount"]), numberAt(entry.map["currentCount"])];
  const index = indexOf(entry.map);
  if (index === undefined) return [`${entry.at}.referenceShares`, `${entry.at}.currentShares`];
  if (!n || !m) return [...(n ? [] : [`${entry.at}.referenceCount`]), ...(m ? [] : [`${entry.at}.currentCount`])];
  const bins = (entry.map["currentShares"] as Json[]).length;
  return { entry, index, critical: psiCriticalValue(bins, n, m) };
}

/** The last entries that tell of drift by the stability index, or should by what the manifest promises. */
function driftEntries(watch: Watch): Observation[] {
  const told = watch.reports.flatMap((report) => mapsOf(watch.context.get(`${report}.signals`)));
  const names = new Set(told.map(({ map }) => String(map["signal"])));
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
 * Offers `facts.monitoring.worstPsi`: the largest stability index, recomputed from the shares, and its critical value.
 * `low` is the largest index that exceeds its own critical value, 0 when none does, and `high` the largest of all: an
 * upper limit is kept for sure when every index is below it, and broken for sure when one above it is no chance.
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

/** Offers the widest gap in sensitivity that the newest report on cases since go-live shows. */
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

/** Offers overrides among alerts, with Wilson bounds, in the report that ends last. */
function overrideFacts({ context, reports }: Watch): void {
  const path = "facts.monitoring.overrideRate";
  const [last] = reports;
  if (last === undefined) return context.derive(path, undefined, [REPORTS]);
  const [overrides, alerts] = [numberAt(context.get(`${last}.overrides`)), numberAt(context.get(`${last}.alerts`))];
  const rate = overrides === undefined || alerts === undefined ? undefined : wilson(overrides, alerts);
  return context.derive(path, rate && asJson(rate), [`${last}.overrides`, `${last}.alerts`]);
}

/** Offers `facts.monitoring`: what is watched since go-live, by the reports attached. */
export function monitoringFacts(context: RuleContext, attached: readonly Attached[]): void {
  const reports = newestFirst(context, attached, "monitoringReports", "period.to");
  const watch: Watch = { context, signals: signalsOf(context), reports };
  signalFacts(watch);
  driftFacts(watch);
  subgroupFacts(watch);
  overrideFacts(watch);
}
