import type { ChangeSection } from "../../diff/describe-change.ts";
import { type Cell, csvOf } from "../report/csv.ts";
import { markdownCode, markdownText } from "../text/markdown.ts";
import { type PrintOptions, createPrinter } from "../text/terminal.ts";
import { oneLine } from "../text/snippet.ts";
import { type ViolationRecord, daysInProduction, daysOpen } from "../../history/violation-timeline.ts";
import type { Loosening } from "../../history/loosenings.ts";
import type { EventTime } from "../../history/event-time.ts";
import type { HistoryReport, PolicyHistoryReport, ViolationHistoryReport } from "../../history/report.ts";
import { headlineOf, sectionsOf } from "./sections.ts";
import type { PolicyChangeEntry } from "../../history/policy-changes.ts";
import { findingsCoveredBy } from "../../history/waiver-timeline.ts";

/** A history for a terminal. */
export function historyConsole(report: HistoryReport, options: PrintOptions): string {
  const { c } = createPrinter(options);
  const section = ({ title, items }: ChangeSection): string =>
    [
      c.bold(title.toLowerCase()),
      ...items.flatMap(({ name, text, details }) => [
        `  ${c.bold(oneLine(name))}: ${oneLine(text)}`,
        ...details.map((detail) => `    ${c.blue("=")} ${oneLine(detail)}`),
      ]),
    ].join("\n");
  return `${[...sectionsOf(report).map(section), c.bold(headlineOf(report))].join("\n\n")}\n`;
}

/** A history as GitHub Flavored Markdown, every text from the repository made harmless. */
export function historyMarkdown(report: HistoryReport): string {
  const section = ({ title, items }: ChangeSection): string[] => [
    `## ${title}`,
    "",
    ...items.flatMap(({ name, text, details }) => [
      `- ${markdownCode(name)} ${markdownText(text)}`,
      ...details.map((detail) => `  - ${markdownText(detail)}`),
    ]),
    "",
  ];
  const title = report.kind === "policies" ? "History of policies" : "History of verdicts";
  const lines = [`# ${title}`, "", `${markdownText(headlineOf(report))}.`, "", ...sectionsOf(report).flatMap(section)];
  return `${lines.join("\n").trimEnd()}\n`;
}

const momentJson = ({ day, commit }: EventTime): object => ({ day, commit: commit?.commit ?? null });

const entryJson = ({
  commit,
  day,
  signature,
  request,
  brought,
  moved,
  meaning,
  untold,
}: PolicyChangeEntry): object => ({
  ...commit,
  day,
  signature,
  request,
  brought: brought.map((one) => ({ ...one.commit, signature: one.signature, request: one.request })),
  moved,
  untold,
  direction: meaning?.direction ?? null,
  headline: meaning?.headline ?? null,
  changes: meaning?.changes ?? [],
  problems: meaning?.problems ?? [],
});

const lifeJson =
  (asOf: string) =>
  (life: ViolationRecord): object => ({
    ...life,
    appeared: {
      ...momentJson(life.appeared),
      author: life.appeared.commit?.author ?? null,
      cause: life.appeared.cause,
    },
    ended: life.ended && { ...momentJson(life.ended), author: life.ended.commit?.author ?? null, how: life.ended.how },
    daysOpen: daysOpen(life, asOf),
    daysInProduction: daysInProduction(life, asOf),
    phases: life.phases.map(({ from, until, ...phase }) => ({
      ...phase,
      from: momentJson(from),
      until: until && momentJson(until),
    })),
  });

/** A history for programs. */
export function historyJson(report: HistoryReport): string {
  const { kind, asOf, head, notes, partial } = report;
  const lives = report.kind === "verdicts" ? report.lives : undefined;
  const waivers = report.waivers.map((waiver) => ({
    ...waiver,
    events: waiver.events.map((event) => ({ ...event, ...momentJson(event) })),
    ...(lives ? { covered: findingsCoveredBy(waiver, lives).map(({ fingerprint }) => fingerprint) } : {}),
  }));
  const rest =
    report.kind === "policies"
      ? {
          entries: report.entries.map(entryJson),
          loosenings: report.loosenings.map(({ entry, change, until, days }) => ({
            what: change.what,
            name: change.name,
            severity: change.severity,
            from: momentJson(entry),
            until: until && momentJson(until),
            days,
          })),
        }
      : {
          deployments: report.deployments,
          violations: report.lives.map(lifeJson(asOf)),
          byToday: report.byToday?.map(lifeJson(asOf)) ?? null,
        };
  return `${JSON.stringify({ schemaVersion: 1, kind, asOf, head, partial, notes, ...rest, waivers }, null, 2)}\n`;
}

type Row = readonly Cell[];

const entryColumns = [
  "day",
  "commit",
  "author",
  "author_email",
  "authored",
  "committer",
  "committer_email",
  "committed",
  "signature",
  "request",
  "what",
  "name",
  "kind",
  "direction",
  "severity",
  "text",
  "loosened_until",
  "loosened_days",
];

const stillOf = ({ days }: Loosening): string => (days === null ? "not looked up" : "still");

function timelineRows({ entries, loosenings }: PolicyHistoryReport): Row[] {
  const rows = entries.flatMap((entry): Row[] => {
    const { author, committer, commit } = entry.commit;
    const own = [entry.day, commit, author.name, author.email, author.date, committer.name, committer.email];
    const start = [...own, committer.date, entry.signature, entry.request];
    if (!entry.meaning) return [[...start, "commit", commit, "not-compared", null, null, entry.untold, null, null]];
    return entry.meaning.changes.map(({ what, name, kind, direction, severity, text }) => {
      const loosening = loosenings.find(
        (one) =>
          one.entry.commit.commit === commit &&
          one.change.what === what &&
          one.change.name === name &&
          one.change.kind === kind,
      );
      const span = loosening ? [loosening.until?.day ?? stillOf(loosening), loosening.days] : [null, null];
      return [...start, what, name, kind, direction, severity, text, ...span];
    });
  });
  return [entryColumns, ...rows];
}

const lifeColumns = [
  "rules",
  "deployment",
  "file",
  "rule",
  "severity",
  "fingerprint",
  "message",
  "appeared",
  "appeared_commit",
  "appeared_author",
  "ended",
  "ended_commit",
  "ended_how",
  "days_open",
  "days_in_production_in_violation",
];

function verdictRows({ lives, byToday, asOf }: ViolationHistoryReport): Row[] {
  const row = (rules: string, life: ViolationRecord): Row => [
    rules,
    life.deployment,
    life.file,
    life.rule,
    life.severity,
    life.fingerprint,
    life.message,
    life.appeared.day,
    life.appeared.commit?.commit ?? null,
    life.appeared.commit?.author.name ?? null,
    life.ended?.day ?? null,
    life.ended?.commit?.commit ?? null,
    life.ended?.how ?? "open",
    daysOpen(life, asOf),
    daysInProduction(life, asOf),
  ];
  return [lifeColumns, ...lives.map((one) => row("then", one)), ...(byToday ?? []).map((one) => row("today", one))];
}

/** A history for a spreadsheet: a line for each thing changed, or for each violation. */
export function historyCsv(report: HistoryReport): string {
  return csvOf(report.kind === "policies" ? timelineRows(report) : verdictRows(report));
}
