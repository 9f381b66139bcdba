import { isObject, numberAt, textList } from "../util/json.ts";
import { collectionPlans, daysCounted, plannedCases, poolingRules } from "./collection-plans.ts";
import type { AttachedEvidence, RuleContext } from "./context.ts";
import { type Axes, type Gap, type Group, axisGap, byAxis, countsOf, groupsOf, newestFirst } from "./group-gaps.ts";
import { type ConfusionCells, type Rates, cellsOf, ratesOf, sum } from "./stats/confusion-matrix.ts";

/** A fairness report on the version that runs, with the groups that its gaps are computed from. */
export interface FairnessReport {
  readonly at: string;
  /** Whether it may show that gaps are small. Every report may show that one is not. */
  readonly carries: boolean;
  readonly axes: Axes;
}

const cellNames = ["tp", "fp", "tn", "fn"] as const;

/** The name of the people that a report counts and lists in no group of an axis. */
const NOT_LISTED = "not listed";

/** Fewest positives, and smallest share of the cases, of those not listed for whom nothing is asked. */
const FEW_POSITIVES = 10;
const SMALL_SHARE = 0.01;

const totalOf = (groups: readonly Pick<Group, "cells">[]): ConfusionCells => {
  const total = (cell: keyof ConfusionCells): number | undefined => sum(...groups.map(({ cells }) => cells[cell]));
  return { tp: total("tp"), fp: total("fp"), tn: total("tn"), fn: total("fn") };
};

export const casesIn = ({ tp, fp, tn, fn }: ConfusionCells): number | undefined => sum(tp, fp, tn, fn);

/** Axes on which nobody is counted twice, whether or not a report says so. */
const alwaysExclusive = ["age", "sex"];

/**
 * All cases of a report: its overall counts or, where it states none, those of the axis with most cases among the axes
 * on which nobody is counted twice.
 */
export function allCases(context: RuleContext, report: string, axes: Axes): ConfusionCells | undefined {
  const overall = context.get(`${report}.overall`);
  const stated = isObject(overall) ? cellsOf(overall) : undefined;
  if (stated && casesIn(stated) !== undefined) return stated;
  const exclusive = [...alwaysExclusive, ...(textList(context.get(`${report}.axesExclusive`)) ?? [])];
  const totals = exclusive.flatMap((axis) => {
    const groups = axes.get(axis);
    return groups ? [totalOf(groups)] : [];
  });
  return totals.toSorted((a, b) => (casesIn(b) ?? 0) - (casesIn(a) ?? 0))[0];
}

/**
 * The people that a report counts and that are in no group of an axis: all cases minus its groups. Where people are
 * counted twice there may be more of them, never fewer.
 */
function notListed(path: string, axis: string, groups: readonly Group[], all: ConfusionCells | undefined): Group[] {
  const listed = totalOf(groups);
  const left = (cell: keyof ConfusionCells): number => (all?.[cell] ?? 0) - (listed[cell] ?? 0);
  const cells = { tp: left("tp"), fp: left("fp"), tn: left("tn"), fn: left("fn") };
  const [cases, total] = [casesIn(cells) ?? 0, all && casesIn(all)];
  const unknown = casesIn(listed) === undefined || total === undefined;
  if (unknown || cellNames.some((cell) => cells[cell] < 0)) return [];
  if (cases === 0 || (cells.tp + cells.fn < FEW_POSITIVES && cases < SMALL_SHARE * total)) return [];
  return [{ path, axis, name: NOT_LISTED, cells, rates: ratesOf(cells), unlisted: true }];
}

/** Groups that a rule stated before the first case was counted puts together. */
function pooled(context: RuleContext, report: string, axis: string, groups: readonly Group[]): Group[] {
  const from = context.get(`${report}.period.from`) ?? context.get(`${report}.metadata.date`);
  const rules = poolingRules(context).filter((rule) => rule.axis === axis && rule.stated <= String(from ?? ""));
  return rules.reduce<Group[]>(
    (left, rule) => {
      const members = left.filter(({ name }) => rule.groups.includes(name));
      const [first] = members;
      if (!first || members.length < 2) return left;
      const cells = totalOf(members);
      const others = left.filter((group) => !members.includes(group));
      return [...others, { path: first.path, axis, name: rule.into, cells, rates: ratesOf(cells) }];
    },
    [...groups],
  );
}

const DAYS_A_YEAR = 365.25;

/** People whose data are used over the days of a report, or over a year when that is longer. */
export function peopleOver(context: RuleContext, report: string): number | undefined {
  const people = numberAt(context.get("spec.data.people"));
  return people === undefined ? undefined : people * Math.max(1, (daysCounted(context, report) ?? 0) / DAYS_A_YEAR);
}

/**
 * How much of a case counts: one over the design effect 1 + (m - 1) rho of m cases for each patient that are alike with
 * the intraclass correlation rho (L. Kish, Survey Sampling, 1965). Where no correlation is stated, cases of one patient
 * count as one. Where no patients are stated, there are at most as many as the people whose data are used.
 */
function independentShare(context: RuleContext, report: string, cases: number): number {
  const [patients, encounters, correlation] = ["patients", "encounters", "intraclassCorrelation"].map((field) =>
    numberAt(context.get(`${report}.${field}`)),
  );
  const people = patients ?? peopleOver(context, report);
  if (people === undefined || people <= 0) return 1;
  const each = Math.max(1, (encounters ?? cases) / people);
  return 1 / (1 + (each - 1) * (correlation ?? 1));
}

function groupsOfReport(context: RuleContext, report: string): Group[] {
  const plans = collectionPlans(context);
  const listed = byAxis(groupsOf(context, `${report}.groups`));
  const all = allCases(context, report, listed);
  const independent = independentShare(context, report, (all && casesIn(all)) ?? 0);
  return [...listed].flatMap(([axis, groups]) => {
    const each = pooled(context, report, axis, [...groups, ...notListed(`${report}.overall`, axis, groups, all)]);
    const positives = each.reduce((total, group) => total + (countsOf(group, "sensitivity")?.n ?? 0), 0);
    return each.map((group): Group => {
      const later = plannedCases(context, report, plans, group, positives);
      return { ...group, independent, ...(later ? { later } : {}) };
    });
  });
}

/**
 * The fairness reports on the model as it runs, the newest first: without synthetic cases, and without those from
 * before its last change where a later one exists.
 */
export function fairnessReports(context: RuleContext, attached: readonly AttachedEvidence[]): FairnessReport[] {
  const real = newestFirst(context, attached, "fairnessReports", "metadata.date").filter(
    (at) => context.get(`${at}.setting`) !== "synthetic",
  );
  const current = real.filter((at) => context.get(`${at}.coversLastChange`) !== false);
  return (current.length > 0 ? current : real).map((at) => ({
    at,
    carries: context.get(`${at}.representsUse`) !== false,
    axes: byAxis(groupsOfReport(context, at)),
  }));
}

/** Of each axis the groups in the newest report that has results for it, first of those that carry. */
export function currentAxes(reports: readonly FairnessReport[]): Axes {
  const axes = new Map<string, readonly Group[]>();
  for (const { axes: own } of [...reports.filter((one) => one.carries), ...reports.filter((one) => !one.carries)])
    for (const [axis, groups] of own) if (!axes.has(axis)) axes.set(axis, groups);
  return axes;
}

/**
 * What the reports say about a rate on one axis: the newest that carries decides how large the gap is at most. The
 * worst of all decides how large it is at least: no later report takes a proven gap back.
 */
export function gapOnAxis(reports: readonly FairnessReport[], axis: string, rate: keyof Rates): Gap | undefined {
  const each = reports.flatMap(({ axes, carries }) => {
    const gap = axisGap(axes.get(axis) ?? [], rate);
    return gap ? [{ gap, carries }] : [];
  });
  const newest = each.find((one) => one.carries)?.gap;
  const [first] = each;
  if (!first) return undefined;
  const open = newest ?? { ...first.gap, bounds: { ...first.gap.bounds, high: 1 }, planned: 1 };
  const worst = each.reduce((most, { gap }) => (gap.bounds.low > most.bounds.low ? gap : most), open);
  return {
    ...open,
    bounds: { value: worst.bounds.value, low: worst.bounds.low, high: Math.max(open.bounds.high, worst.bounds.low) },
    between: worst.between,
    signal: Math.max(...each.map(({ gap }) => gap.signal)),
  };
}
