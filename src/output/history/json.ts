import type { EventTime } from "../../history/event-time.ts";
import type { PolicyChangeEntry } from "../../history/policy-changes.ts";
import type { HistoryReport } from "../../history/report.ts";
import {
  type ViolationRecord,
  daysByDeployment,
  daysInProduction,
  daysOpen,
} from "../../history/violation-timeline.ts";
import { findingsCoveredBy } from "../../history/waiver-timeline.ts";

const momentJson = ({ day, commit }: EventTime): object => ({ day, commit: commit?.commit ?? null });

/** An event with the people of its commit. */
const eventJson = (event: EventTime): object => ({
  ...momentJson(event),
  author: event.commit?.author ?? null,
  committer: event.commit?.committer ?? null,
  ...(event.commit?.changedBy ? { changedBy: event.commit.changedBy } : {}),
});

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
      ...eventJson(life.appeared),
      cause: life.appeared.cause,
    },
    ended: life.ended && { ...eventJson(life.ended), how: life.ended.how },
    daysOpen: daysOpen(life, asOf),
    daysInProduction: daysInProduction(life, asOf),
    phases: life.phases.map(({ from, until, ...phase }) => ({
      ...phase,
      from: momentJson(from),
      until: until && momentJson(until),
    })),
    gaps: life.gaps.map(({ from, until }) => ({ from: eventJson(from), until: until && momentJson(until) })),
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
          loosenings: report.loosenings.map(({ entry, change, until, lastDay, days }) => ({
            what: change.what,
            name: change.name,
            severity: change.severity,
            from: momentJson(entry),
            until: until && momentJson(until),
            lastDay,
            days,
          })),
        }
      : {
          deployments: report.deployments,
          period: report.period,
          byDeployment: daysByDeployment(report.lives, asOf),
          violations: report.lives.map(lifeJson(asOf)),
          byToday: report.byToday?.map(lifeJson(asOf)) ?? null,
        };
  return `${JSON.stringify({ schemaVersion: 1, kind, asOf, head, partial, notes, ...rest, waivers }, null, 2)}\n`;
}
