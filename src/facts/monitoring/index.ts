import { daysBetween } from "../../util/date.ts";
import { compareCodeUnits, numberAt } from "../../util/json.ts";
import type { AttachedEvidence, RuleContext } from "../context.ts";
import { type DerivedList, concatLists, deriveList, emptyList, undecidedUntil } from "../derived-list.ts";
import { byAxis, deriveGap, gapOf, groupsOf, newestFirst } from "../group-gaps.ts";
import { asJson, wilson } from "../stats/intervals.ts";
import { searchCrossed } from "./alarms.ts";
import { driftFacts } from "./drift.ts";
import { REPORTS, SIGNALS, type Signal, type SignalReport, type Watch, lastSeen, signalsOf } from "./watch.ts";

const outcomeMetrics = new Set<unknown>(["auroc", "sensitivity", "ppv", "oe-ratio", "slope"]);
const outcomeSignals = new Set(["outcome", "discrimination", "calibration", "subgroup-performance"]);

/** Checks whether a signal depends on the true outcomes, which become known later. */
const needsOutcomes = ({ name, metric }: Signal): boolean => outcomeMetrics.has(metric) || outcomeSignals.has(name);

const DELAY = "spec.monitoring.labelDelayDays";

/** The maximum days to wait for a report, whatever period it covers; a convention of this project. */
const LONGEST_PERIOD = 31;

/** The days that it takes to write a report after its period, unless the manifest states others; a convention here. */
const REPORTING_DAYS = 14;

/**
 * The days until the next value is due: the signal's interval, or the period of the last report if that is longer, and
 * the days to write a report.
 */
function dueIn(everyDays: number, { from, until }: SignalReport, reportingDays: number): number {
  const covered = (daysBetween(from, until) ?? 0) + 1;
  return Math.max(everyDays, Math.min(covered, LONGEST_PERIOD)) + reportingDays;
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
  const reportingDays = numberAt(context.get("spec.monitoring.reportingDays")) ?? REPORTING_DAYS;
  const due = dueIn(signal.everyDays, sighting, reportingDays);
  if (days <= due) return emptyList;
  if (needsOutcomes(signal)) {
    const delay = numberAt(context.get(DELAY));
    if (delay === undefined) return undecidedUntil(DELAY);
    if (days <= due + delay) return emptyList;
  }
  if (watch.reports.length === 0) return undecidedUntil(REPORTS);
  return { found: [{ name: signal.name, blame: [`${signal.at}.everyDays`] }], open: [] };
}

/** Metrics that count positive outcomes instead of all cases. */
const countsEvents = new Set<unknown>(["auroc", "sensitivity", "oe-ratio", "slope"]);

/** Finds windows that are too short for their minimum number of cases. Outcomes that are known later come later. */
function searchInfeasible({ context }: Watch, signal: Signal): DerivedList {
  const { at, name, everyDays, minimumCases } = signal;
  if (everyDays === undefined) return undecidedUntil(`${at}.everyDays`);
  const found: DerivedList = { found: [{ name, blame: [`${at}.everyDays`, `${at}.minimumCases`] }], open: [] };
  const events = numberAt(context.get("spec.monitoring.expectedPositivesPerDay"));
  const prevalence = numberAt(context.get("spec.monitoring.localPrevalence"));
  if (minimumCases === undefined) return undecidedUntil(`${at}.minimumCases`);
  if (events === undefined) return undecidedUntil("spec.monitoring.expectedPositivesPerDay");
  if (events * everyDays >= minimumCases) return emptyList;
  if (countsEvents.has(signal.metric)) return found;
  if (prevalence === undefined || prevalence === 0) return undecidedUntil("spec.monitoring.localPrevalence");
  return (events / prevalence) * everyDays >= minimumCases ? emptyList : found;
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
