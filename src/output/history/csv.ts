import type { Loosening } from "../../history/loosenings.ts";
import type { HistoryReport, PolicyHistoryReport, ViolationHistoryReport } from "../../history/report.ts";
import {
  type DeploymentDays,
  type ViolationRecord,
  daysByDeployment,
  daysInProduction,
  daysOpen,
} from "../../history/violation-timeline.ts";
import type { EventTime } from "../../history/event-time.ts";
import { type Cell, csvOf } from "../text/csv.ts";
import { daysText, phaseText } from "./sections.ts";

type CsvRow = readonly Cell[];

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

function timelineRows({ entries, loosenings }: PolicyHistoryReport): CsvRow[] {
  const rows = entries.flatMap((entry): CsvRow[] => {
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
      const span = loosening
        ? [loosening.until?.day ?? loosening.lastDay ?? stillOf(loosening), loosening.days]
        : [null, null];
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
  ...["appeared", "ended"].flatMap((event) => [
    event,
    `${event}_commit`,
    `${event}_author`,
    `${event}_author_email`,
    `${event}_authored`,
    `${event}_committer`,
    `${event}_committer_email`,
    `${event}_committed`,
    `${event}_merged_authors`,
    event === "appeared" ? "cause" : "ended_how",
  ]),
  "waivers",
  "phases",
  "unreadable",
  "days_open",
  "days_in_production_in_violation",
  "deployment_days_open",
  "deployment_days_in_production_in_violation",
];

/** The day of an event, its commit, and the people and dates of that. */
function eventCells(event: EventTime | null): Cell[] {
  const people = event?.commit ? [event.commit.author, event.commit.committer] : [];
  const merged = event?.commit?.changedBy?.map(({ name }) => name).join("; ") ?? null;
  const cells = [...people.flatMap(({ name, email, date }) => [name, email, date]), ...(event?.commit ? [merged] : [])];
  return [event?.day ?? null, event?.commit?.commit ?? null, ...(cells.length > 0 ? cells : empty)];
}

const empty: readonly null[] = Array.from({ length: 7 }, () => null);

function verdictRows({ lives, byToday, asOf }: ViolationHistoryReport): CsvRow[] {
  const daysOf = (own: readonly ViolationRecord[]) =>
    new Map(daysByDeployment(own, asOf).map((one) => [one.deployment, one]));
  const [daysThen, daysToday] = [daysOf(lives), daysOf(byToday ?? [])];
  const row = (rules: string, days: ReadonlyMap<string, DeploymentDays>, life: ViolationRecord): CsvRow => [
    rules,
    life.deployment,
    life.file,
    life.rule,
    life.severity,
    life.fingerprint,
    life.message,
    ...eventCells(life.appeared),
    life.appeared.cause,
    ...eventCells(life.ended),
    life.ended?.how ?? "open",
    [...new Set(life.phases.flatMap(({ waiver }) => waiver ?? []))].join("; "),
    life.phases.map((phase) => phaseText(phase)).join("; "),
    life.gaps.map((gap) => daysText(gap)).join("; "),
    daysOpen(life, asOf),
    daysInProduction(life, asOf),
    days.get(life.deployment)?.daysOpen ?? 0,
    days.get(life.deployment)?.daysInProduction ?? 0,
  ];
  return [
    lifeColumns,
    ...lives.map((one) => row("then", daysThen, one)),
    ...(byToday ?? []).map((one) => row("today", daysToday, one)),
  ];
}

/** A history for a spreadsheet: a line for each thing changed, or for each violation. */
export function historyCsv(report: HistoryReport): string {
  return csvOf(report.kind === "policies" ? timelineRows(report) : verdictRows(report));
}
