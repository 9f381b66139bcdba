import type { Severity } from "../model/finding.ts";
import type { ViolationRecord } from "./violation-timeline.ts";
import type { PolicyChangeItem, PolicyChangeEntry } from "./policy-changes.ts";
import type { Loosening } from "./loosenings.ts";
import type { WaiverRecord } from "./waiver-timeline.ts";
import type { Signature } from "../repository/git/types.ts";

/** Conditions that a reported entry meets; one that is not set leaves nothing out. */
export interface HistoryFilter {
  readonly rule?: string | undefined;
  readonly severity?: Severity | undefined;
  /** Part of a name or an address, in any case. */
  readonly author?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly direction?: "loosened" | "tightened" | undefined;
}

const isBy = ({ name, email }: Signature, author: string): boolean =>
  `${name} <${email}>`.toLowerCase().includes(author.toLowerCase());

function isAsked({ rule, severity, direction }: HistoryFilter, change: PolicyChangeItem): boolean {
  if (rule !== undefined && !change.rules.includes(rule)) return false;
  if (severity !== undefined && change.severity !== severity) return false;
  return direction === undefined || change.direction === direction || change.direction === "both";
}

const isInTime = ({ since, until }: HistoryFilter, day: string): boolean =>
  (since === undefined || day >= since) && (until === undefined || day <= until);

/** Whether a commit, or one that came with it, is by whom was asked for. */
function isByWhom({ author }: HistoryFilter, entry: PolicyChangeEntry): boolean {
  return author === undefined || [entry, ...entry.brought].some(({ commit }) => isBy(commit.author, author));
}

/** The entries that are asked for, each with those of its changes. What was not compared is never left out. */
export function filterEntries(entries: readonly PolicyChangeEntry[], filter: HistoryFilter): PolicyChangeEntry[] {
  const { rule, severity, direction } = filter;
  const all = rule === undefined && severity === undefined && direction === undefined;
  return entries.flatMap((entry) => {
    if (!isInTime(filter, entry.day) || !isByWhom(filter, entry)) return [];
    if (all || !entry.meaning) return [entry];
    const changes = entry.meaning.changes.filter((change) => isAsked(filter, change));
    return changes.length > 0 ? [{ ...entry, meaning: { ...entry.meaning, changes } }] : [];
  });
}

export const filterLoosenings = (all: readonly Loosening[], filter: HistoryFilter): Loosening[] =>
  all.filter(({ entry, change }) => isInTime(filter, entry.day) && isByWhom(filter, entry) && isAsked(filter, change));

/** The waivers that are asked for: with something that became of them in that time. */
export const filterWaivers = (all: readonly WaiverRecord[], filter: HistoryFilter): WaiverRecord[] =>
  all.filter(
    ({ rule, events }) =>
      (filter.rule === undefined || rule === filter.rule) && events.some(({ day }) => isInTime(filter, day)),
  );

/** The violations that are asked for: open at some time between the days, and brought by whom was asked for. */
export function filterViolations(
  lives: readonly ViolationRecord[],
  { rule, severity, author, since, until }: HistoryFilter,
): ViolationRecord[] {
  return lives.filter(
    (life) =>
      (rule === undefined || life.rule === rule) &&
      (severity === undefined || life.severity === severity) &&
      (author === undefined || (life.appeared.commit !== null && isBy(life.appeared.commit.author, author))) &&
      (since === undefined || life.ended === null || life.ended.day >= since) &&
      (until === undefined || life.appeared.day <= until),
  );
}
