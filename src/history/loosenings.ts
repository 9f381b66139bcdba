import { daysBetween } from "../util/date.ts";
import type { PolicyChangeItem, PolicyChangeEntry, ChangeSummary } from "./policy-changes.ts";

/** Something that a commit loosened, and for how long it stayed so. */
export interface Loosening {
  readonly entry: PolicyChangeEntry;
  readonly change: PolicyChangeItem;
  /** What tightened it again; null where it is still as loose, or looser. */
  readonly until: PolicyChangeEntry | null;
  /** The last day of the setting that loosened it, where that ended by itself; null otherwise. */
  readonly lastDay: string | null;
  /** Whole days from the one to the other, or to the day of the report; null where nobody looked for the end. */
  readonly days: number | null;
}

/** What the policies before one entry and after another differ in. */
type Between = (before: PolicyChangeEntry, after: PolicyChangeEntry) => Promise<ChangeSummary | null>;

const isSame = (a: PolicyChangeItem) => (b: PolicyChangeItem) =>
  a.what === b.what && a.name === b.name && a.kind === b.kind;
const loosens = ({ direction }: PolicyChangeItem): boolean => direction === "loosened" || direction === "both";
const tightens = ({ direction }: PolicyChangeItem): boolean => direction === "tightened" || direction === "both";

/** Waivers end by themselves and have their own lives; what happens to deployments follows from the rest. */
const lasts = ({ what }: PolicyChangeItem): boolean => what !== "waiver" && what !== "deployment";

/**
 * What was loosened and when it was tightened again: by a commit after which it is no looser than before.
 * @param between decides that, by comparing the policies before the one commit with those after the other
 * @param stopped whether someone wants it to end, so that no further end is looked for
 */
export async function looseningsOf(
  entries: readonly PolicyChangeEntry[],
  today: string,
  between: Between,
  stopped: () => boolean,
): Promise<Loosening[]> {
  const found: Loosening[] = [];
  for (const [i, entry] of entries.entries()) {
    for (const change of entry.meaning?.changes ?? []) {
      if (!lasts(change) || !loosens(change)) continue;
      const until = await tightenedAgain(entry, change, entries.slice(i + 1), between, stopped);
      const lastDay = until === null ? lastDayOf(change, entries.slice(i)) : undefined;
      const ended = lastDay !== undefined && lastDay < today ? lastDay : null;
      const days = until === undefined ? null : (daysBetween(entry.day, until?.day ?? ended ?? today) ?? 0);
      found.push({ entry, change, until: until ?? null, lastDay: ended, days });
    }
  }
  return found;
}

/** The last day of a rule's newest setting, if a setting loosened the rule. */
function lastDayOf({ name, what }: PolicyChangeItem, entries: readonly PolicyChangeEntry[]): string | undefined {
  const settings = (entry: PolicyChangeEntry): readonly PolicyChangeItem[] =>
    (entry.meaning?.changes ?? []).filter(({ lastDay, rules }) => lastDay !== undefined && rules.includes(name));
  const [first] = entries;
  if (what !== "rule" || !first || settings(first).length === 0) return undefined;
  return entries.flatMap(settings).at(-1)?.lastDay;
}

/** What tightened it again; undefined where the search was stopped. */
async function tightenedAgain(
  entry: PolicyChangeEntry,
  change: PolicyChangeItem,
  later: readonly PolicyChangeEntry[],
  between: Between,
  stopped: () => boolean,
): Promise<PolicyChangeEntry | null | undefined> {
  const ofIt = (one: PolicyChangeItem): boolean =>
    change.what === "rule" ? one.what === "rule" && one.name === change.name : isSame(change)(one);
  for (const candidate of later) {
    if (!candidate.meaning?.changes.some((one) => ofIt(one) && tightens(one))) continue;
    if (stopped()) return undefined;
    const whole = await between(entry, candidate);
    if (whole && !whole.changes.some((one) => ofIt(one) && loosens(one))) return candidate;
  }
  return null;
}
