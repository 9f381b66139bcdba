import { addDays } from "../util/date.ts";
import type { Commit } from "../repository/git/types.ts";

/** Time of an event: with a commit, or without one if the event was caused by the date. */
export interface EventTime {
  /** Evaluation date, as an ISO date. */
  readonly day: string;
  readonly commit: Commit | null;
}

/** The day of a commit in UTC; undefined if its date is invalid. */
export function dayOf({ committer }: Commit): string | undefined {
  const time = Date.parse(committer.date);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
}

/** Where a history ends. */
export interface HistoryEnd {
  /** Last day of the history, as an ISO date. */
  readonly asOf: string;
  /** True if commits that are dated after the last day belong to it, as of that day (default: false). */
  readonly toHead?: boolean | undefined;
}

/**
 * Commits up to the last day of a history, with their evaluation dates: the day of the committer's date, and never
 * earlier than that of the previous commit. The days of the first commits do not depend on later ones, so that a history
 * up to a day is the history of a clone of that day.
 */
export function daysOf<T extends Commit>(
  commits: readonly T[],
  { asOf, toHead = false }: HistoryEnd,
): { commit: T; day: string }[] {
  const dated: { commit: T; day: string }[] = [];
  let latest = "0001-01-01";
  for (const commit of commits) {
    const own = dayOf(commit);
    if (own !== undefined && own > latest) latest = own;
    if (latest > asOf && !toHead) break;
    dated.push({ commit, day: latest > asOf ? asOf : latest });
  }
  return dated;
}

/** The number of the pull or merge request in a commit message. */
export function requestOf({ message }: Commit): number | null {
  const [subject = ""] = message.split("\n");
  const named = /^Merge pull request #(\d+)/.exec(subject) ?? /\(#(\d+)\)\s*$/.exec(subject);
  const whole = named ?? /^See merge request \S*!(\d+)$/m.exec(message);
  return whole ? Number(whole[1]) : null;
}

export const dayAfter = (day: string): string => addDays(day, 1);

export const subjectOf = ({ message }: Commit): string => message.split("\n")[0] ?? "";
export const shortOf = ({ commit }: Pick<Commit, "commit">): string => commit.slice(0, 10);
