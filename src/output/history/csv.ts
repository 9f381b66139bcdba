import type { Loosening } from "../../history/loosenings.ts";
import type { HistoryReport, PolicyHistoryReport, ViolationHistoryReport } from "../../history/report.ts";
import { type ViolationRecord, daysInProduction, daysOpen } from "../../history/violation-timeline.ts";
import { type Cell, csvOf } from "../text/csv.ts";

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
  "appeared",
  "appeared_commit",
  "appeared_author",
  "ended",
  "ended_commit",
  "ended_how",
  "days_open",
  "days_in_production_in_violation",
];

function verdictRows({ lives, byToday, asOf }: ViolationHistoryReport): CsvRow[] {
  const row = (rules: string, life: ViolationRecord): CsvRow => [
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
