import { daysBetween } from "../util/date.ts";
import { type Json, compareCodeUnits, isObject } from "../util/json.ts";
import type { Rule } from "./rule.ts";

/** A rule whose law has to be read again. */
export interface DueRule {
  readonly rule: Rule;
  /** Days since its law was last read, negative when that day is yet to come; undefined when the rule states none. */
  readonly daysSince: number | undefined;
  /** Dates of its law that are yet to come, ISO dates in their order. */
  readonly ahead: readonly string[];
}

/** When rules are due. */
export interface DueOptions {
  /** ISO date that ages are counted to. */
  readonly asOf: string;
  /** Age above which a reading is too old, in days. */
  readonly days: number;
  /** Dates behind computed values, by path. */
  readonly datesBehind: Readonly<Record<string, readonly string[]>>;
}

/** The date that conditions give for never. */
const NEVER = "9999-12-31";
const anyDate = /\b\d{4}-\d\d-\d\d\b/g;

/** Every date of law that a rule names: of its policy, its binding, its conditions and its citations. */
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
 * The rules whose law was last read too long ago or on a day yet to come, and those with a date of law yet to come: the
 * oldest reading first, then the earliest date. A rule that states no day of reading is due by its dates alone.
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
