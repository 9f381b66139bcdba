import { daysBetween } from "../util/date.ts";
import { type Json, isObject, mapsOf, numberAt, textList } from "../util/json.ts";
import type { RuleContext } from "./context.ts";
import type { Group, PlannedCases } from "./group-gaps.ts";

const PLANS = "spec.monitoring.collection";
const DAYS_A_YEAR = 365.25;

/** A plan to collect cases of groups that are too few to decide. */
export interface CollectionPlan {
  readonly axis: Json | undefined;
  readonly groups: readonly string[];
  /** The last day of the plan, and the days until then. */
  readonly by: string;
  readonly days: number;
  /** Positives a year that other sites or registries add to each group. */
  readonly addedPerYear: number;
}

/** The plans whose last day is not past. */
export function collectionPlans(context: RuleContext): CollectionPlan[] {
  const asOf = context.get("asOf");
  return mapsOf(context.get(PLANS)).flatMap(({ map }) => {
    const by = map["by"];
    const days = daysBetween(asOf, by);
    if (typeof by !== "string" || days === undefined || days < 0) return [];
    const groups = textList(map["groups"]) ?? [];
    return [{ axis: map["axis"], groups, by, days, addedPerYear: numberAt(map["addedPerYear"]) ?? 0 }];
  });
}

/** The days that a report counts; undefined when it does not state its period. */
export function daysCounted(context: RuleContext, report: string): number | undefined {
  const days = daysBetween(context.get(`${report}.period.from`), context.get(`${report}.period.to`));
  return days === undefined || days < 0 ? undefined : days + 1;
}

/**
 * Positives of a group that its own site adds a year: its share of those expected each day or, where none are stated,
 * those of the report over its period.
 */
function ownPerYear(context: RuleContext, report: string, positives: number, ofAxis: number): number {
  const expected = numberAt(context.get("spec.monitoring.expectedPositivesPerDay"));
  if (expected !== undefined && ofAxis > 0) return expected * DAYS_A_YEAR * (positives / ofAxis);
  const days = daysCounted(context, report);
  return days === undefined ? 0 : (positives / days) * DAYS_A_YEAR;
}

/**
 * What a plan adds up to for a group of a report: today's positives, and from the end of the report to the last day of
 * the plan those of the site and of others.
 */
export function plannedCases(
  context: RuleContext,
  report: string,
  plans: readonly CollectionPlan[],
  group: Group,
  ofAxis: number,
): PlannedCases | undefined {
  const plan = plans.find(({ axis, groups }) => axis === group.axis && groups.includes(group.name));
  if (!plan) return undefined;
  // Of a group that hides a cell, there are at least those that it shows.
  const positives = (group.cells.tp ?? 0) + (group.cells.fn ?? 0);
  const since = context.get(`${report}.period.to`) ?? context.get(`${report}.metadata.date`);
  const years = Math.max(0, daysBetween(since, plan.by) ?? 0) / DAYS_A_YEAR;
  const added = ownPerYear(context, report, positives, ofAxis) + plan.addedPerYear;
  return { positives: positives + added * years, days: plan.days };
}

/** Axes that are excused because there are no data yet, and that no plan collects. */
export function axesWithoutPlan(context: RuleContext): string[] {
  const plans = collectionPlans(context);
  return mapsOf(context.get("spec.fairness.axesExcused")).flatMap(({ map: { axis, reason } }) =>
    typeof axis === "string" && reason === "no-data-yet" && !plans.some((plan) => plan.axis === axis) ? [axis] : [],
  );
}

/** Rules to pool small groups, with the day on which each was stated. */
export interface PoolingRule {
  readonly axis: Json | undefined;
  readonly groups: readonly string[];
  readonly into: string;
  readonly stated: string;
}

export function poolingRules(context: RuleContext): PoolingRule[] {
  return mapsOf(context.get("spec.fairness.pooling")).flatMap(({ map }) => {
    const { axis, into, stated } = map;
    if (!isObject(map) || typeof into !== "string" || typeof stated !== "string") return [];
    return [{ axis, groups: textList(map["groups"]) ?? [], into, stated }];
  });
}
