import { daysBetween } from "../util/date.ts";
import { type Json, compareCodeUnits, isObject } from "../util/json.ts";
import type { Rule } from "./rule.ts";

/** A rule whose sources are due for a review. */
export interface DueRule {
  readonly rule: Rule;
  /** Days since the last review, negative for a date in the future; undefined if the rule states no date. */
  readonly daysSince: number | undefined;
  /** Future dates of its law, as ISO dates in their order. */
  readonly ahead: readonly string[];
}

/** Criteria for rules that are due. */
export interface DueOptions {
  /** ISO date up to which ages are counted. */
  readonly asOf: string;
  /** Age in days above which a review is too old. */
  readonly days: number;
  /** Dates behind computed values, by path. */
  readonly datesBehind: Readonly<Record<string, readonly string[]>>;
}

/** The date that stands for never in conditions. */
const NEVER = "9999-12-31";
const anyDate = /\b\d{4}-\d\d-\d\d\b/g;

/** Legal dates of a rule: those of its policy, its binding, its conditions and its citations. */
function datesOf(rule: Rule, datesBehind: DueOptions["datesBehind"]): string[] {
  const { binding, appliesWhen, require, citations, document } = rule;
  const metadata: Json | undefined = document.value["metadata"];
  const text = JSON.stringify([
    isObject(metadata) ? (metadata["effective"] ?? null) : null,
    typeof binding === "object" ? binding.gatesFrom : null,
    appliesWhen?.plain ?? null,
    require.plain,
    citations.map(({ ref }) => /\bfrom \d{4}-\d\d-\d\d\b/.exec(ref)?.[0] ?? ""),
  ]);
  const behind = Object.entries(datesBehind).flatMap(([path, dates]) => (text.includes(`"${path}"`) ? dates : []));
  const dates = new Set([...(text.match(anyDate) ?? []), ...behind]);
  dates.delete(NEVER);
  return [...dates].toSorted(compareCodeUnits);
}

/**
 * Lists the rules whose last review is too old or in the future, and those with a legal date in the future. The oldest
 * review comes first, then the earliest date. A rule without a review date is due only because of its legal dates.
 */
export function dueRules(rules: readonly Rule[], { asOf, days, datesBehind }: DueOptions): DueRule[] {
  const all = rules.map((rule): DueRule => {
    const ahead = datesOf(rule, datesBehind).filter((one) => one > asOf);
    return { rule, daysSince: daysBetween(rule.checked, asOf), ahead };
  });
  const isStale = ({ daysSince }: DueRule): boolean => daysSince !== undefined && (daysSince > days || daysSince < 0);
  const urgency = (one: DueRule): string =>
    isStale(one) ? `0 ${one.rule.checked ?? ""}` : `1 ${one.ahead[0] ?? ""} ${one.rule.id}`;
  return all
    .filter((one) => isStale(one) || one.ahead.length > 0)
    .toSorted((a, b) => compareCodeUnits(urgency(a), urgency(b)) || compareCodeUnits(a.rule.id, b.rule.id));
}
