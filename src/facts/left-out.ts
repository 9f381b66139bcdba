import { mapsOf, numberAt } from "../util/json.ts";
import { daysCounted, poolingRules } from "./collection-plans.ts";
import type { RuleContext } from "./context.ts";
import { type DerivedItem, deriveList } from "./derived-list.ts";
import { allCases, casesIn, peopleOver } from "./fairness-reports.ts";
import { type Axes, type Group, byAxis, groupsOf, named } from "./group-gaps.ts";
import { garwood } from "./stats/exact.ts";
import { asJson, wilson } from "./stats/intervals.ts";

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

function servedGroups(context: RuleContext, report: string): Served[] {
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

/**
 * Derives who is left out of the newest report that counts.
 *
 * - `facts.fairness.leftOut`: groups that are served and have no results, and groups for the rest that others were
 *   merged into.
 * - `facts.fairness.eventCoverage`: positives over those expected in its period, with exact Poisson bounds. A report on
 *   a random part of the cases is compared with that part.
 * - `facts.fairness.peopleCoverage`: its patients, or its cases, over the people whose data are used in its period.
 */
export function leftOutFacts(context: RuleContext, report: string | undefined): void {
  const fact = (name: string): string => `facts.fairness.${name}`;
  if (report === undefined) {
    for (const name of ["leftOut", "eventCoverage", "peopleCoverage"])
      context.derive(fact(name), undefined, ["evidence.fairnessReports"]);
    return;
  }
  const axes = byAxis(groupsOf(context, `${report}.groups`));
  const served = servedGroups(context, report);
  const found = [...unanalysed(context, served, axes), ...merged(served, axes)];
  deriveList(context, fact("leftOut"), { found, open: [] }, [`${report}.groups`]);

  const all = allCases(context, report, axes);
  const [tp, fn, cases] = [all?.tp, all?.fn, all && casesIn(all)];
  const days = daysCounted(context, report);
  const perDay = numberAt(context.get("spec.monitoring.expectedPositivesPerDay"));
  const part = numberAt(context.get(`${report}.sampledShare`)) ?? 1;
  const expected = days !== undefined && perDay !== undefined ? days * perDay * part : 0;
  const events = tp !== undefined && fn !== undefined && expected > 0 ? tp + fn : undefined;
  const bounds = events === undefined ? undefined : garwood(events, COVERAGE_ERROR);
  const over = bounds && {
    value: bounds.value / expected,
    low: bounds.low / expected,
    high: bounds.high / expected,
  };
  context.derive(fact("eventCoverage"), over && asJson(over), [
    `${report}.period`,
    "spec.monitoring.expectedPositivesPerDay",
    `${report}.overall`,
  ]);
  const people = peopleOver(context, report);
  const patients = numberAt(context.get(`${report}.patients`)) ?? cases;
  const ratio = people !== undefined && people > 0 && patients !== undefined ? patients / people : undefined;
  context.derive(fact("peopleCoverage"), ratio, [`${report}.overall`, "spec.data.people"]);
}
