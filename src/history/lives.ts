import type { Outcome, Severity } from "../model/finding.ts";
import { daysBetween } from "../model/date.ts";
import { compareText } from "../model/json.ts";
import type { Moment } from "./moment.ts";

/** A rule that a deployment does not meet, as it was judged. */
export interface Open {
  readonly fingerprint: string;
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly outcome: Extract<Outcome, "fail" | "unknown">;
  readonly gates: boolean;
  /** The waiver that covers it, by id. */
  readonly waiver: string | null;
  readonly message: string;
}

/** What brought about an outcome: other documents, other rules, or the day. */
export type Cause = "documents" | "policies" | "date";

/** A time in which a violation stood in one way. */
export interface Phase extends Pick<Open, "outcome" | "gates" | "waiver"> {
  readonly from: Moment;
  readonly until: Moment | null;
  /** Whether the deployment was in production. */
  readonly production: boolean;
}

export interface Ending extends Moment {
  /** `withdrawn` with its deployment; `unreadable` where that could not be read any more, so that nobody knows. */
  readonly how: Cause | "withdrawn" | "unreadable";
}

/** A violation from when it appeared until it was gone. */
export interface Life extends Pick<Open, "fingerprint" | "rule" | "title" | "severity" | "message"> {
  readonly deployment: string;
  readonly file: string;
  readonly appeared: Moment & { readonly cause: Cause };
  readonly ended: Ending | null;
  readonly phases: readonly Phase[];
}

/** What a deployment is found to be. */
export interface Standing {
  readonly file: string;
  readonly production: boolean;
  readonly open: readonly Open[];
}

type Growing = { -readonly [Key in keyof Life]: Life[Key] } & { phases: Phase[] };

/** Follows violations from judgement to judgement; each deployment is told of in the order of time. */
export interface Lives {
  judged(deployment: string, standing: Standing, at: Moment & { readonly cause: Cause }): void;
  gone(deployment: string, how: "withdrawn" | "unreadable", at: Moment): void;
  /** In the order in which they appeared. */
  all(): Life[];
}

export function createLives(): Lives {
  const current = new Map<string, Map<string, Growing>>();
  const lives: Growing[] = [];

  function end(life: Growing, ended: Ending): void {
    closePhase(life, ended);
    life.ended = { day: ended.day, commit: ended.commit, how: ended.how };
  }

  return {
    judged(deployment, { file, production, open }, { cause, ...at }) {
      const before = current.get(deployment) ?? new Map<string, Growing>();
      const now = new Map<string, Growing>();
      for (const { fingerprint, rule, title, severity, message, outcome, gates, waiver } of open) {
        const known = before.get(fingerprint);
        const about = { fingerprint, rule, title, severity, message, deployment, file };
        const life = known ?? { ...about, appeared: { ...at, cause }, ended: null, phases: [] };
        if (!known) lives.push(life);
        enter(life, { outcome, gates, waiver, production, from: at, until: null });
        now.set(fingerprint, life);
      }
      for (const [fingerprint, life] of before) if (!now.has(fingerprint)) end(life, { ...at, how: cause });
      current.set(deployment, now);
    },
    gone(deployment, how, at) {
      for (const life of current.get(deployment)?.values() ?? []) end(life, { ...at, how });
      current.delete(deployment);
    },
    all: () =>
      lives.toSorted(
        (a, b) =>
          compareText(a.appeared.day, b.appeared.day) ||
          compareText(a.deployment, b.deployment) ||
          compareText(a.rule, b.rule) ||
          compareText(a.fingerprint, b.fingerprint),
      ),
  };
}

function closePhase(life: Growing, until: Moment): void {
  const last = life.phases.at(-1);
  if (last)
    life.phases = life.phases.with(life.phases.length - 1, {
      ...last,
      until: { day: until.day, commit: until.commit },
    });
}

const way = ({ outcome, gates, waiver, production }: Phase): string =>
  JSON.stringify([outcome, gates, waiver, production]);

/** Puts a life into a phase, unless it is in one just like it. */
function enter(life: Growing, phase: Phase): void {
  const last = life.phases.at(-1);
  if (last && way(last) === way(phase)) return;
  closePhase(life, phase.from);
  life.phases = [...life.phases, phase];
}

const span = ({ from, until }: Pick<Phase, "from" | "until">, today: string): number =>
  daysBetween(from.day, until?.day ?? today) ?? 0;

/** For how many days a violation was open. */
export const daysOpen = ({ appeared, ended }: Life, today: string): number =>
  span({ from: appeared, until: ended }, today);

/** The phases in which a deployment was in production and a rule was shown to be violated, with no waiver. */
export const inProduction = ({ phases }: Life): Phase[] =>
  phases.filter(({ production, outcome, waiver }) => production && outcome === "fail" && waiver === null);

/** For how many days that was so. */
export const daysInProduction = (life: Life, today: string): number =>
  inProduction(life).reduce((sum, phase) => sum + span(phase, today), 0);
