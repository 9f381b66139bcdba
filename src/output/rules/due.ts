import type { DueRule } from "../../policy/upkeep.ts";
import { plural } from "../../util/text.ts";
import { ruleJson } from "./list.ts";

/** Options of the list of due rules. */
interface DueListOptions {
  readonly asOf: string;
  readonly days: number;
  /** Ids of rules without a review date. */
  readonly undated: readonly string[];
}

const lastRead = ({ rule: { checked }, daysSince }: DueRule): string => {
  if (checked === undefined || daysSince === undefined) return "not stated";
  return daysSince < 0 ? `${checked}, yet to come` : `${checked}, ${daysSince} days ago`;
};

/** Maximum number of listed ids; the others are counted. */
const LISTED = 5;

function someOf(ids: readonly string[]): string {
  const more = ids.length - LISTED;
  return more > 0 ? `${ids.slice(0, LISTED).join(", ")} and ${more} more` : ids.join(", ");
}

function summary(due: readonly DueRule[], { asOf, days, undated }: DueListOptions): string[] {
  const stale = due.filter(({ daysSince }) => daysSince !== undefined && (daysSince > days || daysSince < 0)).length;
  const ahead = due.filter((one) => one.ahead.length > 0).length;
  return [
    `${plural(due.length, "rule", "rules")} due as of ${asOf}: ${stale} last read more than ${days} days before, ${ahead} with a date ahead`,
    ...(undated.length > 0 ? [`no day of reading: ${someOf(undated)}`] : []),
  ];
}

/** Formats due rules for a terminal: rule, last review of its law, future dates. */
export function dueLines(due: readonly DueRule[], options: DueListOptions): string {
  const width = Math.max(0, ...due.map(({ rule }) => rule.id.length));
  const read = Math.max(0, ...due.map((one) => lastRead(one).length));
  const lines = due.map((one) =>
    `${one.rule.id.padEnd(width)}  ${lastRead(one).padEnd(read)}  ${one.ahead.join(" ")}`.trimEnd(),
  );
  return `${[...lines, ...(lines.length > 0 ? [""] : []), ...summary(due, options)].join("\n")}\n`;
}

/** Formats due rules as a Markdown table, with links to the sources. */
export function duePage(due: readonly DueRule[], options: DueListOptions): string {
  const rows = due.map((one) => {
    const links = one.rule.sources.map((url, i) => `[${i + 1}](<${url}>)`).join(" ");
    return `| ${one.rule.id} | ${lastRead(one)} | ${one.ahead.join(", ")} | ${links} |`;
  });
  const table = ["| rule | law last read | dates ahead | read at |", "|---|---|---|---|", ...rows, ""];
  const notes = summary(due, options).map((line) => `${line}.`);
  const lines = ["# Law to read again", "", ...notes.flatMap((line) => [line, ""]), ...(rows.length > 0 ? table : [])];
  return lines.join("\n");
}

/** Formats due rules as JSON: each rule with the days since the last review of its law, and future dates. */
export function dueJson(due: readonly DueRule[], { asOf }: DueListOptions): string {
  const rules = due.map(({ rule, daysSince, ahead }) => ({
    ...ruleJson(rule, asOf),
    due: { daysSince: daysSince ?? null, ahead },
  }));
  return `${JSON.stringify(rules, null, 2)}\n`;
}
