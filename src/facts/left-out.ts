import { mapsOf, numberAt } from "../util/json.ts";
import { daysCounted, poolingRules } from "./collection-plans.ts";
import type { RuleContext } from "./context.ts";
import { type DerivedItem, deriveList } from "./derived-list.ts";
import { type FairnessReport, allCases, casesIn, countingReports, listedAxes, peopleOver } from "./fairness-reports.ts";
import { type Axes, type Group, named } from "./group-gaps.ts";
import { garwood } from "./stats/exact.ts";
import { type Interval, asJson, wilson } from "./stats/intervals.ts";

/** Names of groups into which others may be merged. */
const collective =
  /^(?:all )?(?:other|others|rest|remaining|mixed|multiple|unknown|not[ -](?:listed|collected|stated))\b/i;

/** A group for the rest may be this many times as large as among the people served, and this much beyond. */
const MERGED_RATIO = 1.5;
const MERGED_SHARE = 0.02;

interface Served {
  readonly axis: string;
  readonly name: string;
  readonly share: number;
  readonly path: string;
}

/** The groups that reports state as served; where two state one, the newer counts. */
function servedGroups(context: RuleContext, reports: readonly FairnessReport[]): Served[] {
  const all = reports.flatMap(({ parts }) => parts.flatMap((part) => servedIn(context, part)));
  return all.filter((one, i) => all.findIndex(({ axis, name }) => axis === one.axis && name === one.name) === i);
}

function servedIn(context: RuleContext, report: string): Served[] {
  return mapsOf(context.get(`${report}.servedPopulation`)).flatMap(({ index, map }) => {
    const [axis, name, share] = [map["axis"], map["group"], numberAt(map["share"])];
    if (typeof axis !== "string" || typeof name !== "string" || share === undefined) return [];
    return [{ axis, name, share, path: `${report}.servedPopulation[${index}]` }];
  });
}

/** Groups that are served and have no results, on an axis that has results for others. */
function unanalysed(context: RuleContext, served: readonly Served[], axes: Axes): DerivedItem[] {
  const rules = poolingRules(context);
  return served.flatMap(({ axis, name, share, path }) => {
    const groups = axes.get(axis) ?? [];
    const isPooled = rules.some(
      (rule) => rule.axis === axis && rule.groups.includes(name) && groups.some((group) => group.name === rule.into),
    );
    if (share === 0 || isPooled || groups.length === 0 || groups.some((group) => group.name === name)) return [];
    return [{ name: `${axis} ${name}, served and without results`, blame: [path] }];
  });
}

/** Groups for the rest that hold more cases than those whom they name. */
function merged(served: readonly Served[], axes: Axes): DerivedItem[] {
  return served.flatMap(({ axis, name, share }) => {
    const groups = axes.get(axis) ?? [];
    const own = groups.find((group) => group.name === name);
    const cases = (group: Group): number => casesIn(group.cells) ?? 0;
    const total = groups.reduce((sum, group) => sum + cases(group), 0);
    const found = own && collective.test(name) ? wilson(cases(own), total) : undefined;
    if (!own || !found || found.low <= share * MERGED_RATIO + MERGED_SHARE) return [];
    return [{ name: `${named(own)}, larger than among the people served`, blame: [own.path] }];
  });
}

/** Chance of error of each end of a comparison with what is expected. */
const COVERAGE_ERROR = 0.0005;

/** The range of a ratio that decides as that of every report would: against a lower limit, and against an upper one. */
function worst(ratios: readonly Interval[]): Interval | undefined {
  const [first] = ratios;
  const distance = ({ value }: Interval): number => Math.abs(Math.log(Math.max(value, Number.MIN_VALUE)));
  const value = first && ratios.reduce((most, one) => (distance(one) > distance(most) ? one : most), first).value;
  if (value === undefined) return undefined;
  return { value, low: Math.max(...ratios.map(({ low }) => low)), high: Math.min(...ratios.map(({ high }) => high)) };
}

/**
 * Encounters for each window of time, or patients where no encounters are stated: events are expected of people.
 * @returns undefined when neither is stated
 */
function encountersPerWindow(
  context: RuleContext,
  parts: readonly string[],
  windows: number | undefined,
): number | undefined {
  const stated = ["encounters", "patients"].flatMap((field) => parts.map((part) => context.get(`${part}.${field}`)));
  const people = stated.map(numberAt).find((count) => count !== undefined);
  return people === undefined || windows === undefined || windows <= 0 ? undefined : Math.min(1, people / windows);
}

/** Positives of a report over those expected in its period. */
function eventCoverage(context: RuleContext, { at, parts, listed }: FairnessReport): Interval | undefined {
  const all = allCases(context, parts, listed);
  const days = daysCounted(context, at);
  const perDay = numberAt(context.get("spec.monitoring.expectedPositivesPerDay"));
  const part = numberAt(context.get(`${at}.sampledShare`)) ?? 1;
  const expected = days !== undefined && perDay !== undefined ? days * perDay * part : 0;
  if (all?.tp === undefined || all.fn === undefined || expected <= 0) return undefined;
  const share = context.get(`${at}.unit`) === "windows" ? encountersPerWindow(context, parts, casesIn(all)) : 1;
  if (share === undefined) return undefined;
  const { value, low, high } = garwood((all.tp + all.fn) * share, COVERAGE_ERROR);
  return { value: value / expected, low: low / expected, high: high / expected };
}

/** Patients of a report, or its cases, over the people whose data are used in its period. */
function peopleCoverage(context: RuleContext, { at, parts, listed }: FairnessReport): number | undefined {
  const all = allCases(context, parts, listed);
  const people = peopleOver(context, at);
  const stated = parts.map((part) => numberAt(context.get(`${part}.patients`))).filter((one) => one !== undefined);
  const patients = stated.length > 0 ? Math.max(...stated) : all && casesIn(all);
  return people !== undefined && people > 0 && patients !== undefined ? patients / people : undefined;
}

/**
 * Derives who is left out of the reports that count: of each axis the newest that lists it.
 *
 * - `facts.fairness.leftOut`: groups that are served and have no results, and groups for the rest that others were
 *   merged into.
 * - `facts.fairness.eventCoverage`: positives over those expected in its period, with exact Poisson bounds. A report on
 *   a random part of the cases is compared with that part.
 * - `facts.fairness.peopleCoverage`: its patients, or its cases, over the people whose data are used in its period.
 */
export function leftOutFacts(context: RuleContext, reports: readonly FairnessReport[]): void {
  const fact = (name: string): string => `facts.fairness.${name}`;
  const counting = countingReports(reports);
  const [newest] = counting;
  if (!newest) {
    for (const name of ["leftOut", "eventCoverage", "peopleCoverage"])
      context.derive(fact(name), undefined, ["evidence.fairnessReports"]);
    return;
  }
  const listed = listedAxes(counting);
  const axes: Axes = new Map([...listed].map(([axis, { groups }]) => [axis, groups]));
  const sources = counting.filter((one) => one === newest || [...listed.values()].some(({ report }) => report === one));
  const served = servedGroups(context, counting);
  const paths = (field: string): string[] => sources.flatMap(({ parts }) => parts.map((part) => `${part}.${field}`));
  const found = [...unanalysed(context, served, axes), ...merged(served, axes)];
  deriveList(context, fact("leftOut"), { found, open: [] }, paths("groups"));

  const events = sources.map((report) => eventCoverage(context, report));
  const known = events.filter((one) => one !== undefined);
  const over = known.length === events.length ? worst(known) : undefined;
  context.derive(fact("eventCoverage"), over && asJson(over), [
    ...paths("period"),
    "spec.monitoring.expectedPositivesPerDay",
    ...paths("overall"),
  ]);
  const ratios = sources.map((report) => peopleCoverage(context, report));
  const most = ratios.includes(undefined) ? undefined : Math.max(...ratios.map((ratio) => ratio ?? 0));
  context.derive(fact("peopleCoverage"), most, [...paths("overall"), "spec.data.people"]);
}
