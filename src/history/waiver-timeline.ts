import type { WaiverChange } from "../diff/config-changes.ts";
import type { ViolationRecord } from "./violation-timeline.ts";
import { type EventTime, dayAfter } from "./event-time.ts";

/** An event of a waiver. */
export interface WaiverEvent extends EventTime {
  readonly kind: "granted" | "renewed" | "shortened" | "reworded" | "revoked" | "expired";
  readonly from: string;
  readonly until: string;
}

/** The history of a waiver. */
export interface WaiverRecord extends Pick<WaiverChange, "id" | "rule" | "deployment" | "approvedBy" | "reason"> {
  readonly events: readonly WaiverEvent[];
}

/** The changed waivers of a commit. */
export interface WaiverStep extends EventTime {
  readonly waivers: readonly WaiverChange[];
}

const kinds: Readonly<Record<WaiverChange["kind"], WaiverEvent["kind"]>> = {
  added: "granted",
  extended: "renewed",
  shortened: "shortened",
  reworded: "reworded",
  removed: "revoked",
};

const isOver = ({ kind }: WaiverEvent): boolean => kind === "expired" || kind === "revoked";

/** The expiry event of a term that ended before a day. */
function expiry(events: readonly WaiverEvent[], day: string): WaiverEvent[] {
  const last = events.at(-1);
  if (!last || isOver(last) || last.until >= day) return [];
  return [{ kind: "expired", day: dayAfter(last.until), commit: null, from: last.from, until: last.until }];
}

/**
 * Builds the histories of the waivers, in the order in which they were granted.
 * @param today last day of the history
 */
export function waiverRecords(steps: readonly WaiverStep[], today: string): WaiverRecord[] {
  const lives = new Map<string, WaiverRecord & { readonly events: WaiverEvent[] }>();
  for (const { day, commit, waivers } of steps) {
    for (const { kind, id, rule, deployment, approvedBy, reason, before, after } of waivers) {
      const key = `${id}\0${rule}\0${deployment}`;
      const events = lives.get(key)?.events ?? [];
      events.push(...expiry(events, day));
      const term = after ?? before;
      const known = kind === "added" && events.length > 0 ? "renewed" : kinds[kind];
      if (term) events.push({ kind: known, day, commit, ...term });
      lives.set(key, { id, rule, deployment, approvedBy, reason, events });
    }
  }
  for (const { events } of lives.values()) events.push(...expiry(events, dayAfter(today)));
  return [...lives.values()];
}

/** The violations that a waiver covered for a time. */
export function findingsCoveredBy(
  { id, rule, deployment }: WaiverRecord,
  lives: readonly ViolationRecord[],
): ViolationRecord[] {
  return lives.filter(
    (life) =>
      [life.rule, ...life.formerRules].includes(rule) &&
      [life.deployment, ...life.formerNames].includes(deployment) &&
      life.phases.some(({ waiver }) => waiver === id),
  );
}
