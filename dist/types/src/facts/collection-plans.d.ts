import { type Json } from "../util/json.ts";
import type { RuleContext } from "./context.ts";
import type { Group, PlannedCases } from "./group-gaps.ts";
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
export declare function collectionPlans(context: RuleContext): CollectionPlan[];
/** The days that a report counts; undefined when it does not state its period. */
export declare function daysCounted(context: RuleContext, report: string): number | undefined;
/**
 * What a plan adds up to for a group of a report: today's positives, and from the end of the report to the last day of
 * the plan those of the site and of others.
 */
export declare function plannedCases(context: RuleContext, report: string, plans: readonly CollectionPlan[], group: Group, ofAxis: number): PlannedCases | undefined;
/** Axes that are excused because there are no data yet, and that no plan collects. */
export declare function axesWithoutPlan(context: RuleContext): string[];
/** Rules to pool small groups, with the day on which each was stated. */
export interface PoolingRule {
    readonly axis: Json | undefined;
    readonly groups: readonly string[];
    readonly into: string;
    readonly stated: string;
}
export declare function poolingRules(context: RuleContext): PoolingRule[];
