import type { ChangeLine, ChangeSection } from "../../diff/describe-change.ts";
import { plural } from "../../util/text.ts";
import {
  type DeploymentDays,
  type Phase,
  type ViolationRecord,
  daysByDeployment,
  daysInProduction,
  daysOpen,
  inProduction,
} from "../../history/violation-timeline.ts";
import type { Loosening } from "../../history/loosenings.ts";
import { type EventTime, requestOf, shortOf, subjectOf } from "../../history/event-time.ts";
import type { HistoryReport, PolicyHistoryReport, ViolationHistoryReport } from "../../history/report.ts";
import type { PolicyChangeEntry, CommitInfo, DirectionCounted } from "../../history/policy-changes.ts";
import { type WaiverRecord, findingsCoveredBy } from "../../history/waiver-timeline.ts";

const signatures: Readonly<Record<string, string>> = {
  G: "good signature",
  B: "BAD signature",
  U: "good signature of unknown validity",
  X: "good signature that has expired",
  Y: "good signature by a key that has expired",
  R: "good signature by a key that was revoked",
  E: "signature that cannot be checked",
  N: "not signed",
};

export const signatureText = (status: string): string => signatures[status] ?? "a signature of unknown status";

export const ways: Readonly<Record<DirectionCounted, string>> = {
  loosened: "loosened",
  tightened: "tightened",
  both: "loosened and tightened",
  none: "no effect on blocking",
};

const request = (number: number | null): string[] => (number === null ? [] : [`request #${number}`]);

/** Day, commit, author, merger and request of an event. The day of the author stands where it differs. */
export function momentText({ day, commit }: EventTime): string {
  if (!commit) return `${day}, by the date`;
  const { author, committer, parents, changedBy = [] } = commit;
  const authored = new Date(author.date);
  const written = Number.isNaN(authored.getTime()) ? "" : authored.toISOString().slice(0, 10);
  return [
    `${day} by ${shortOf(commit)}`,
    ...(changedBy.length > 0 ? [changedBy.map(({ name }) => name).join(" and ")] : []),
    parents.length > 1 ? `merged by ${author.name}` : author.name,
    ...(written !== "" && written !== day ? [`written on ${written}`] : []),
    ...(committer.name !== author.name ? [`committed by ${committer.name}`] : []),
    ...request(requestOf(commit)),
  ].join(", ");
}

function hands({ commit, signature, request: number }: CommitInfo): string {
  const { author, committer } = commit;
  const who = (hand: typeof author): string => `${hand.name} <${hand.email}> ${hand.date}`;
  const same = author.name === committer.name && author.email === committer.email && author.date === committer.date;
  return [
    `by ${who(author)}`,
    ...(same ? [] : [`committed by ${who(committer)}`]),
    signatureText(signature),
    ...request(number),
  ].join(", ");
}

export function entryItem(entry: PolicyChangeEntry): ChangeLine {
  const { commit, day, meaning, untold, moved, brought } = entry;
  const changes = (meaning?.changes ?? []).flatMap(({ what, name, text, direction, details }) => [
    `${what} ${name}: ${text}${what === "rule" || what === "deployment" ? ` (${ways[direction]})` : ""}`,
    ...(direction === "loosened" || direction === "both" ? details.map((detail) => `  ${detail}`) : []),
  ]);
  return {
    name: `${day} ${shortOf(commit)}`,
    text: `${meaning ? ways[meaning.direction] : `not compared: ${untold ?? ""}`}: ${subjectOf(commit)}`,
    details: [
      hands(entry),
      ...brought.map((one) => `merged: ${shortOf(one.commit)} ${subjectOf(one.commit)}, ${hands(one)}`),
      ...(moved ? [`the root moved from ${moved.from || "the top"} to ${moved.to || "the top"}`] : []),
      ...(meaning ? [meaning.headline, ...meaning.problems] : []),
      ...changes,
    ],
  };
}

/** Describes the end of a loosening. */
export function endOf({ until, lastDay, days }: Loosening): string {
  if (until) return `tightened again ${momentText(until)}`;
  if (lastDay !== null) return `ended by itself on ${lastDay}`;
  return days === null ? "end not searched" : "still in effect";
}

/** True if a loosening is in effect on the day of the report. */
const isInEffect = ({ until, lastDay, days }: Loosening): boolean => !until && lastDay === null && days !== null;

function looseningItem(loosening: Loosening): ChangeLine {
  const { entry, change, days } = loosening;
  const after = days === null ? "" : `${isInEffect(loosening) ? "" : ","} after ${plural(days, "day")}`;
  return {
    name: `${change.what} ${change.name}`,
    text: `${momentText(entry)}; ${endOf(loosening)}${after}`,
    details: [change.text, ...change.details],
  };
}

export function waiverItem(waiver: WaiverRecord, lives: readonly ViolationRecord[] | undefined): ChangeLine {
  const { id, rule, deployment, approvedBy, reason, events } = waiver;
  const covered = lives && findingsCoveredBy(waiver, lives);
  return {
    name: id,
    text: `${rule} for ${deployment}, approved by ${approvedBy}: ${reason}`,
    details: [
      ...events.map((event) =>
        event.kind === "expired"
          ? `expired ${event.day}, after ${event.until}`
          : `${event.kind} ${momentText(event)}: ${event.from} to ${event.until}`,
      ),
      ...(covered ? [covered.length > 0 ? `covered ${plural(covered.length, "violation")}` : "covered nothing"] : []),
      ...(covered ?? []).flatMap(({ phases }) =>
        phases
          .filter(({ waiver: by }) => by === id)
          .map(({ from, until }) => `in use from ${from.day} to ${until?.day ?? "this day"}`),
      ),
    ],
  };
}

const endings = {
  documents: "fixed",
  policies: "ended by a policy change",
  date: "ended by the date",
  withdrawn: "deployment removed",
} as const;

/** Describes the end of a violation. */
export function lifeEnd({ ended, gaps }: ViolationRecord): string {
  if (ended) return `${endings[ended.how]} ${ended.how === "date" ? ended.day : momentText(ended)}`;
  const last = gaps.at(-1);
  return last?.until === null ? `unknown since ${momentText(last.from)}, which made it unreadable` : "still open";
}

/** The days of a period. */
export const daysText = ({ from, until }: Pick<Phase, "from" | "until">): string =>
  `${from.day} to ${until?.day ?? "this day"}`;

/** A phase of a violation: its days, its outcome, and whether it blocks. */
export function phaseText(phase: Phase): string {
  const { outcome, gates, waiver, production } = phase;
  const how = [
    outcome === "fail" ? "violated" : "undecided",
    waiver === null ? (gates ? "blocks" : "does not block") : `waived by ${waiver}`,
    ...(production ? ["in production"] : []),
  ];
  return `${daysText(phase)}: ${how.join(", ")}`;
}

function lifeItem(life: ViolationRecord, asOf: string): ChangeLine {
  const { rule, deployment, message, severity, appeared, ended, phases, gaps } = life;
  const whole = `${lifeEnd(life)}${ended ? "," : ""} after ${plural(daysOpen(life, asOf), "day")}`;
  const production = daysInProduction(life, asOf);
  return {
    name: `${deployment} ${rule}`,
    text: `${severity}; appeared ${momentText(appeared)}; ${whole}`,
    details: [
      message,
      ...(production > 0 ? [`${plural(production, "day")} in production in violation`] : []),
      ...phases.map(phaseText),
      ...gaps.map((gap) => `${daysText(gap)}: unreadable since ${momentText(gap.from)}`),
    ],
  };
}

function productionItem(life: ViolationRecord, asOf: string): ChangeLine {
  const spans = inProduction(life).map(daysText);
  return {
    name: `${life.deployment} ${life.rule}`,
    text: `${life.severity}; ${plural(daysInProduction(life, asOf), "day")}: ${spans.join("; ")}`,
    details: [],
  };
}

const deploymentItem = ({ deployment, daysOpen: open, daysInProduction: live }: DeploymentDays): ChangeLine => ({
  name: deployment,
  text: `${plural(open, "day")} in violation, ${live} of them in production`,
  details: [],
});

const noteItems = (notes: readonly string[]): ChangeLine[] =>
  notes.map((text) => ({ name: "note", text, details: [] }));

function timelineSections({ entries, loosenings, waivers }: PolicyHistoryReport): ChangeSection[] {
  return [
    { title: "Loosened rules and settings", items: loosenings.map(looseningItem) },
    { title: "Timeline", items: entries.map(entryItem) },
    { title: "Waivers", items: waivers.map((waiver) => waiverItem(waiver, undefined)) },
  ];
}

function verdictSections({ lives, byToday, waivers, asOf }: ViolationHistoryReport): ChangeSection[] {
  const ran = (all: readonly ViolationRecord[]): ChangeLine[] =>
    all.filter((life) => inProduction(life).length > 0).map((life) => productionItem(life, asOf));
  return [
    { title: "Days in violation by deployment", items: daysByDeployment(lives, asOf).map(deploymentItem) },
    { title: "In production in violation", items: ran(lives) },
    { title: "Violations", items: lives.map((life) => lifeItem(life, asOf)) },
    { title: "In production in violation, by the current rules", items: ran(byToday ?? []) },
    { title: "Violations by the current rules", items: (byToday ?? []).map((life) => lifeItem(life, asOf)) },
    { title: "Waivers", items: waivers.map((waiver) => waiverItem(waiver, lives)) },
  ];
}

/** Formats a history as sections. */
export function sectionsOf(report: HistoryReport): ChangeSection[] {
  const notes = { title: "Limits of this history", items: noteItems(report.notes) };
  const sections = report.kind === "policies" ? timelineSections(report) : verdictSections(report);
  return [notes, ...sections].filter(({ items }) => items.length > 0);
}

/** Summarizes a history in one line. */
export function headlineOf(report: HistoryReport): string {
  const { asOf, head, partial } = report;
  const what =
    report.kind === "policies"
      ? [
          plural(report.entries.length, "change of policies", "changes of policies"),
          `${plural(report.loosenings.length, "loosening")}, ${report.loosenings.filter(isInEffect).length} still in effect`,
        ]
      : [
          plural(report.deployments, "deployment"),
          `${plural(report.lives.length, "violation")}, ${report.lives.filter(({ ended }) => !ended).length} still open`,
        ];
  const { from, to } = report.kind === "verdicts" ? report.period : { from: null, to: null };
  const counted =
    from === null && to === null
      ? ""
      : `; days counted${from === null ? "" : ` from ${from}`}${to === null ? "" : ` to ${to}`}`;
  const counts = [...what, plural(report.waivers.length, "waiver")].join("; ");
  return `${partial ? "PARTIAL, stopped before the end: " : ""}${counts}; up to ${head.slice(0, 10)}, as of ${asOf}${counted}`;
}
