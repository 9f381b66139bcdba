// Histories that are made up, as large and as hostile as one likes.
import type { ViolationRecord } from "../../src/history/violation-timeline.ts";
import type { PolicyHistoryReport, ViolationHistoryReport } from "../../src/history/report.ts";
import type { PolicyChangeItem } from "../../src/history/policy-changes.ts";
import { addDays } from "../../src/util/date.ts";
import { severities } from "../../src/model/finding.ts";
import type { Commit } from "../../src/repository/git/types.ts";

/** Reports in which a text stands wherever a text of the repository does. */
export function historyReports(text: string, count = 3): [PolicyHistoryReport, ViolationHistoryReport] {
  const hand = { name: text, email: text, date: text };
  const commit: Commit = { commit: text, parents: [], author: hand, committer: hand, message: `${text} (#1)` };
  const at = (day: string) => ({ day, commit });
  const change: PolicyChangeItem = {
    what: "rule",
    kind: "loosened",
    name: text,
    text,
    details: [text, `  ${text}`],
    direction: "loosened",
    rules: [text],
    severity: "high",
  };
  const meaning = { direction: "loosened" as const, headline: text, changes: [change], waivers: [], problems: [text] };
  const told = { ...at("2026-01-05"), signature: "N", request: 1 };
  const entry = { ...told, brought: [told], moved: { from: text, to: text }, meaning, untold: null };
  const lives = Array.from({ length: count }, (_, i): ViolationRecord => {
    const appeared = addDays("2025-01-01", (i * 7) % 600);
    const [turned, gone] = [addDays(appeared, 5 + (i % 9)), addDays(appeared, 20 + (i % 40))];
    const phase = {
      outcome: i % 3 === 0 ? ("unknown" as const) : ("fail" as const),
      gates: true,
      production: i % 2 > 0,
    };
    return {
      fingerprint: String(i),
      rule: text,
      title: text,
      severity: severities[i % 4] ?? "low",
      message: text,
      deployment: `${text}${i % 100}`,
      formerNames: [],
      formerRules: [],
      file: text,
      appeared: { ...at(appeared), cause: "documents" },
      gaps: [],
      ended: i % 4 > 0 ? { ...at(gone), how: "documents" } : null,
      phases: [
        { ...phase, waiver: null, from: at(appeared), until: at(turned) },
        { ...phase, waiver: text, from: at(turned), until: i % 4 > 0 ? at(gone) : null },
      ],
    };
  });
  const event = { kind: "granted" as const, ...at("2026-01-05"), from: "2026-01-05", until: "2026-03-01" };
  const waivers = [{ id: text, rule: text, deployment: text, approvedBy: text, reason: text, events: [event] }];
  const whole = { asOf: "2026-11-22", head: text, notes: [text], partial: false, waivers };
  const loosening = { entry, change, until: null, lastDay: null, days: 321 };
  return [
    {
      ...whole,
      kind: "policies",
      entries: [entry, { ...entry, meaning: null, untold: text }],
      loosenings: [loosening],
    },
    { ...whole, kind: "verdicts", period: { from: null, to: null }, deployments: 1, lives, byToday: lives.slice(0, 1) },
  ];
}
