import type { DueRule } from "../../policy/upkeep.ts";
import { plural } from "../../util/text.ts";
import { ruleJson } from "./list.ts";

/** What a list of due rules is about. */
interface Asked {
  readonly asOf: string;
  readonly days: number;
  /** Ids of rules that state no day of reading. */
  readonly undated: readonly string[];
}

const lastRead = ({ rule: { checked }, daysSince }: DueRule): string => {
  if (checked === undefined || daysSince === undefined) return "not stated";
  return daysSince < 0 ? `${checked}, yet to come` : `${checked}, ${daysSince} days ago`;
};

/** How many ids are listed before the rest is counted. */
const LISTED = 5;

function someOf(ids: readonly string[]): string {
  const more = ids.length - LISTED;
  return more > 0 ? `${ids.slice(0, LISTED).join(", ")} and ${more} more` : ids.join(", ");
}

function summary(due: readonly DueRule[], { asOf, days, undated }: Asked): string[] {
  const stale = due.filter(({ daysSince }) => daysSince !== undefined && (daysSince > days || daysSince < 0)).length;
  const ahead = due.filter((one) => one.ahead.length > 0).length;
  return [
    `${plural(due.length, "rule", "rules")} due as of ${asOf}: ${stale} last read more than ${days} days before, ${ahead} with a date ahead`,
    ...(undated.length > 0 ? [`no day of reading: ${someOf(undated)}`] : []),
  ];
}

/** Due rules as lines for a terminal: the rule, the day its law was last read, the dates ahead. */
export function dueLines(due: readonly DueRule[], asked: Asked): string {
  const width = Math.max(0, ...due.map(({ rule }) => rule.id.length));
  const read = Math.max(0, ...due.map((one) => lastRead(one).length));
  const lines = due.map((one) =>
    `${one.rule.id.padEnd(width)}  ${lastRead(one).padEnd(read)}  ${one.ahead.join(" ")}`.trimEnd(),
  );
  return `${[...lines, ...(lines.length > 0 ? [""] : []), ...summary(due, asked)].join("\n")}\n`;
}

/** Due rules as a table in Markdown, with the addresses to read at. */
export function duePage(due: readonly DueRule[], asked: Asked): string {
  const rows = due.map((one) => {
    const links = one.rule.sources.map((url, i) => `[${i + 1}](<${url}>)`).join(" ");
    return `| ${one.rule.id} | ${lastRead(one)} | ${one.ahead.join(", ")} | ${links} |`;
  });
  const table = ["| rule | law last read | dates ahead | read at |", "|---|---|---|---|", ...rows, ""];
  const notes = summary(due, asked).map((line) => `${line}.`);
  const lines = ["# Law to read again", "", ...notes.flatMap((line) => [line, ""]), ...(rows.length > 0 ? table : [])];
  return lines.join("\n");
}

/** Due rules for machines: each rule with the days since its law was last read, and the dates ahead. */
export function dueJson(due: readonly DueRule[], { asOf }: Asked): string {
  const rules = due.map(({ rule, daysSince, ahead }) => ({
    ...ruleJson(rule, asOf),
    due: { daysSince: daysSince ?? null, ahead },
  }));
  return `${JSON.stringify(rules, null, 2)}\n`;
}
