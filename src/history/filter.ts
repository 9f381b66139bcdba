import type { Severity } from "../model/finding.ts";
import type { Life } from "./lives.ts";
import type { Hand } from "../documents/log.ts";
import type { Change, Entry } from "./timeline.ts";
import type { Loosening } from "./loosenings.ts";
import type { WaiverLife } from "./waivers.ts";

/** What is asked for; what is not stated leaves nothing out. */
export interface Filter {
  readonly rule?: string;
  readonly severity?: Severity;
  /** Part of a name or an address, in any case. */
  readonly author?: string;
  readonly since?: string;
  readonly until?: string;
  readonly direction?: "loosened" | "tightened";
}

const isBy = ({ name, email }: Hand, author: string): boolean =>
  `${name} <${email}>`.toLowerCase().includes(author.toLowerCase());

function isAsked({ rule, severity, direction }: Filter, change: Change): boolean {
  if (rule !== undefined && !change.rules.includes(rule)) return false;
  if (severity !== undefined && change.severity !== severity) return false;
  return direction === undefined || change.direction === direction || change.direction === "both";
}

const isInTime = ({ since, until }: Filter, day: string): boolean =>
  (since === undefined || day >= since) && (until === undefined || day <= until);

/** Whether a commit, or one that came with it, is by whom was asked for. */
function isByWhom({ author }: Filter, entry: Entry): boolean {
  return author === undefined || [entry, ...entry.brought].some(({ commit }) => isBy(commit.author, author));
}

/** The entries that are asked for, each with those of its changes. What was not compared is never left out. */
export function filterEntries(entries: readonly Entry[], filter: Filter): Entry[] {
  const { rule, severity, direction } = filter;
  const all = rule === undefined && severity === undefined && direction === undefined;
  return entries.flatMap((entry) => {
    if (!isInTime(filter, entry.day) || !isByWhom(filter, entry)) return [];
    if (all || !entry.meaning) return [entry];
    const changes = entry.meaning.changes.filter((change) => isAsked(filter, change));
    return changes.length > 0 ? [{ ...entry, meaning: { ...entry.meaning, changes } }] : [];
  });
}

export const filterLoosenings = (all: readonly Loosening[], filter: Filter): Loosening[] =>
  all.filter(({ entry, change }) => isInTime(filter, entry.day) && isByWhom(filter, entry) && isAsked(filter, change));

/** The waivers that are asked for: with something that became of them in that time. */
export const filterWaivers = (all: readonly WaiverLife[], filter: Filter): WaiverLife[] =>
  all.filter(
    ({ rule, events }) =>
      (filter.rule === undefined || rule === filter.rule) && events.some(({ day }) => isInTime(filter, day)),
  );

/** The violations that are asked for: open at some time between the days, and brought by whom was asked for. */
export function filterLives(lives: readonly Life[], { rule, severity, author, since, until }: Filter): Life[] {
  return lives.filter(
    (life) =>
      (rule === undefined || life.rule === rule) &&
      (severity === undefined || life.severity === severity) &&
      (author === undefined || (life.appeared.commit !== null && isBy(life.appeared.commit.author, author))) &&
      (since === undefined || life.ended === null || life.ended.day >= since) &&
      (until === undefined || life.appeared.day <= until),
  );
}
