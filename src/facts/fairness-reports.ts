import { type Json, isObject, numberAt, textList } from "../util/json.ts";
import { collectionPlans, daysCounted, plannedCases, poolingRules } from "./collection-plans.ts";
import { type PublicationTerms, publicationOf } from "./consistency/publication.ts";
import type { AttachedEvidence, RuleContext } from "./context.ts";
import { type Axes, type Gap, type Group, axisGap, byAxis, countsOf, groupsOf, newestFirst } from "./group-gaps.ts";
import { type ConfusionCells, type Rates, cellsOf, ratesOf, sum } from "./stats/confusion-matrix.ts";

/**
 * A fairness report on the version that runs, with the groups that its gaps are computed from; or several on the parts
 * of one test, which count as one.
 */
export interface FairnessReport {
  /** The newest of its parts. */
  readonly at: string;
  readonly parts: readonly string[];
  /** Whether it may show that gaps are small. Every report may show that one is not. */
  readonly carries: boolean;
  /** The groups as they are listed. */
  readonly listed: Axes;
  /** Those that are compared: pooled by a rule, and with people who are not listed. */
  readonly axes: Axes;
}

const cellNames = ["tp", "fp", "tn", "fn"] as const;

/** The name of the people that a report counts and lists in no group of an axis. */
const NOT_LISTED = "not listed";

/** Below this share of the cases, people who are not listed are negligible. */
const SMALL_SHARE = 0.01;

const totalOf = (groups: readonly Pick<Group, "cells">[]): ConfusionCells => {
  const total = (cell: keyof ConfusionCells): number | undefined => sum(...groups.map(({ cells }) => cells[cell]));
  return { tp: total("tp"), fp: total("fp"), tn: total("tn"), fn: total("fn") };
};

export const casesIn = ({ tp, fp, tn, fn }: ConfusionCells): number | undefined => sum(tp, fp, tn, fn);

/** Axes on which nobody is counted twice, whether or not a report says so. */
const alwaysExclusive = ["age", "sex"];

/** All cases of a report: the largest that one of its parts counts. */
export function allCases(context: RuleContext, parts: readonly string[], axes: Axes): ConfusionCells | undefined {
  const each = parts.map((part) => countedBy(context, part, axes)).filter((cells) => cells !== undefined);
  return each.toSorted((a, b) => (casesIn(b) ?? 0) - (casesIn(a) ?? 0))[0];
}

/**
 * All cases of one document: its overall counts or, where it states none, those of the axis with most cases among the
 * axes on which nobody is counted twice.
 */
function countedBy(context: RuleContext, report: string, axes: Axes): ConfusionCells | undefined {
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

/** Of weighted counts, the share of all cases that has to be missing: each axis may have weights of its own. */
const WEIGHTED_SHARE = 0.05;

/** What is left of all cases, cell by cell, without the groups of an axis; undefined where one hides its count. */
function restOf(groups: readonly Group[], all: ConfusionCells): ConfusionCells {
  const left = (cell: keyof ConfusionCells): number | undefined => {
    const listed = sum(...groups.map(({ cells }) => cells[cell]));
    const total = all[cell];
    return listed === undefined || total === undefined ? undefined : total - listed;
  };
  return { tp: left("tp"), fp: left("fp"), tn: left("tn"), fn: left("fn") };
}

/**
 * The people that a report counts and that are in no group of an axis: all cases minus its groups. Where people are
 * counted twice there may be more of them, never fewer. What rounding and noise leave over are no people. Sums of weights
 * say that people are missing, and not how they fared.
 */
function notListed(
  context: RuleContext,
  report: string,
  axis: string,
  groups: readonly Group[],
  all: ConfusionCells | undefined,
): Group[] {
  if (!all) return [];
  const { isWeighted, slack, noise, variance } = publicationIn(context, report);
  const sums = groups.length + 1;
  const tolerance = sums * (slack - noise) + Math.sqrt(sums) * noise;
  const rest = restOf(groups, all);
  const known = cellNames.flatMap((cell) => rest[cell] ?? []);
  if (known.some((left) => left < -tolerance) || !known.some((left) => left > tolerance)) return [];
  const positive = (cell: keyof ConfusionCells): number | undefined => {
    const left = rest[cell];
    return isWeighted || left === undefined ? undefined : Math.max(0, left);
  };
  const cells = { tp: positive("tp"), fp: positive("fp"), tn: positive("tn"), fn: positive("fn") };
  const cases = known.reduce((total, left) => total + left, 0);
  const share = cases / (casesIn(all) ?? cases);
  if (isWeighted && share < WEIGHTED_SHARE) return [];
  const group: Group = {
    path: `${report}.overall`,
    axis,
    name: NOT_LISTED,
    cells,
    rates: ratesOf(cells),
    unlisted: true,
    variance: sums * variance,
  };
  return [share < SMALL_SHARE ? { ...group, negligible: true } : group];
}

/** How the counts of a report were published. */
function publicationIn(context: RuleContext, report: string): PublicationTerms {
  const stated = context.get(report);
  return publicationOf(isObject(stated) ? stated : {});
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

function groupsOfReport(context: RuleContext, parts: readonly string[], listed: Axes): Group[] {
  const plans = collectionPlans(context);
  const all = allCases(context, parts, listed);
  const [report = ""] = parts;
  const shares = parts.map((part) => {
    const own = parts.length === 1 ? all : countedBy(context, part, byAxis(groupsOf(context, `${part}.groups`)));
    return independentShare(context, part, (own && casesIn(own)) ?? 0);
  });
  const independent = Math.min(...shares);
  const whole = parts.find((part) => isObject(context.get(`${part}.overall`))) ?? report;
  const { variance } = publicationIn(context, report);
  return [...listed].flatMap(([axis, groups]) => {
    const missing = notListed(context, whole, axis, groups, all);
    const each = pooled(context, report, axis, [...groups, ...missing]);
    const positives = each.reduce((total, group) => total + (countsOf(group, "sensitivity")?.n ?? 0), 0);
    return each.map((group): Group => {
      const later = plannedCases(context, report, plans, group, positives);
      return { variance, ...group, independent, ...(later ? { later } : {}) };
    });
  });
}

/** Fields by which two reports are on the same test. */
const ofTest = ["subject.dataset", "period.from", "period.to", "setting", "threshold", "unit", "sampledShare"];

function isSameTest(context: RuleContext, a: string, b: string): boolean {
  const field = (at: string, name: string): Json | undefined => context.get(`${at}.${name}`);
  const isSame = (name: string): boolean => field(a, name) === field(b, name);
  const isNamed = ["subject.dataset", "period.from"].some((name) => typeof field(a, name) === "string");
  return ofTest.every(isSame) && (isNamed || isSame("metadata.date"));
}

const sameCells = (a: Group, b: Group): boolean => cellNames.every((cell) => a.cells[cell] === b.cells[cell]);

/** Documents on one test with the groups that they list together. */
interface TestParts {
  readonly parts: string[];
  groups: readonly Group[];
  readonly byName: Map<string, Group>;
}

const keyOf = ({ axis, name }: Group): string => `${axis}\0${name}`;

/**
 * Puts together the reports that list the groups of one test in parts, also those of one axis. A group that two of them
 * list has the same counts in both: else they are on different tests.
 * @param reports the newest first
 */
function byTest(context: RuleContext, reports: readonly string[]): TestParts[] {
  const tests: TestParts[] = [];
  for (const report of reports) {
    const own = groupsOf(context, `${report}.groups`);
    const test = tests.find(
      ({ parts: [first = ""], byName }) =>
        isSameTest(context, first, report) && own.every((one) => sameCells(one, byName.get(keyOf(one)) ?? one)),
    );
    const byName = test?.byName ?? new Map<string, Group>();
    const added = own.filter((one) => !byName.has(keyOf(one)));
    for (const one of added) byName.set(keyOf(one), one);
    if (!test) tests.push({ parts: [report], groups: own, byName });
    else {
      test.groups = [...test.groups, ...added];
      test.parts.push(report);
    }
  }
  return tests;
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
  return byTest(context, current.length > 0 ? current : real).map(({ parts, groups }) => {
    const [at = ""] = parts;
    const listed = byAxis(groups);
    const axes = byAxis(groupsOfReport(context, parts, listed));
    return { at, parts, carries: context.get(`${at}.representsUse`) !== false, listed, axes };
  });
}

/** The reports that may show that gaps are small; where there are none, all. */
export function countingReports(reports: readonly FairnessReport[]): readonly FairnessReport[] {
  const carrying = reports.filter(({ carries }) => carries);
  return carrying.length > 0 ? carrying : reports;
}

/** Of each axis the groups as they are listed, with the newest report that lists some. */
export function listedAxes(
  reports: readonly FairnessReport[],
): ReadonlyMap<string, { readonly groups: readonly Group[]; readonly report: FairnessReport }> {
  const axes = new Map<string, { groups: readonly Group[]; report: FairnessReport }>();
  for (const report of reports)
    for (const [axis, groups] of report.listed) if (!axes.has(axis)) axes.set(axis, { groups, report });
  return axes;
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
