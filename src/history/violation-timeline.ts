import type { Outcome, Severity } from "../model/finding.ts";
import { daysBetween } from "../util/date.ts";
import { compareCodeUnits } from "../util/json.ts";
import type { EventTime } from "./event-time.ts";

/** A rule that a deployment does not meet, as it was judged. */
export interface OpenFinding {
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
export interface Phase extends Pick<OpenFinding, "outcome" | "gates" | "waiver"> {
  readonly from: EventTime;
  readonly until: EventTime | null;
  /** Whether the deployment was in production. */
  readonly production: boolean;
}

export interface Resolution extends EventTime {
  /** `withdrawn` with its deployment; `unreadable` where that could not be read any more, so that nobody knows. */
  readonly how: Cause | "withdrawn" | "unreadable";
}

/** A violation from when it appeared until it was gone. */
export interface ViolationRecord extends Pick<OpenFinding, "fingerprint" | "rule" | "title" | "severity" | "message"> {
  readonly deployment: string;
  /** Names that the deployment had while the violation was open. */
  readonly formerNames: readonly string[];
  readonly file: string;
  readonly appeared: EventTime & { readonly cause: Cause };
  readonly ended: Resolution | null;
  readonly phases: readonly Phase[];
}

/** What a deployment is found to be. */
export interface StageAtCommit {
  readonly file: string;
  readonly production: boolean;
  readonly open: readonly OpenFinding[];
}

type GrowingRecord = { -readonly [Key in keyof ViolationRecord]: ViolationRecord[Key] } & { phases: Phase[] };

/** Follows violations from judgement to judgement; each deployment is told of in the order of time. */
export interface ViolationTimeline {
  judged(deployment: string, standing: StageAtCommit, at: EventTime & { readonly cause: Cause }): void;
  gone(deployment: string, how: "withdrawn" | "unreadable", at: EventTime): void;
  /** Its violations go on under another name. */
  renamed(from: string, to: string): void;
  /** In the order in which they appeared. */
  all(): ViolationRecord[];
}

export function createViolationTimeline(): ViolationTimeline {
  const current = new Map<string, Map<string, GrowingRecord>>();
  const lives: GrowingRecord[] = [];

  function end(life: GrowingRecord, ended: Resolution): void {
    closePhase(life, ended);
    life.ended = { day: ended.day, commit: ended.commit, how: ended.how };
  }

  return {
    judged(deployment, { file, production, open }, { cause, ...at }) {
      const before = current.get(deployment) ?? new Map<string, GrowingRecord>();
      const now = new Map<string, GrowingRecord>();
      for (const { fingerprint, rule, title, severity, message, outcome, gates, waiver } of open) {
        const known = before.get(fingerprint);
        const about = { fingerprint, rule, title, severity, message, deployment, file };
        const life = known ?? { ...about, formerNames: [], appeared: { ...at, cause }, ended: null, phases: [] };
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
    renamed(from, to) {
      const open = current.get(from);
      if (!open) return;
      for (const life of open.values()) {
        life.deployment = to;
        life.formerNames = [...life.formerNames, from];
      }
      current.set(to, open);
      current.delete(from);
    },
    all: () =>
      lives.toSorted(
        (a, b) =>
          compareCodeUnits(a.appeared.day, b.appeared.day) ||
          compareCodeUnits(a.deployment, b.deployment) ||
          compareCodeUnits(a.rule, b.rule) ||
          compareCodeUnits(a.fingerprint, b.fingerprint),
      ),
  };
}

function closePhase(life: GrowingRecord, until: EventTime): void {
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
function enter(life: GrowingRecord, phase: Phase): void {
  const last = life.phases.at(-1);
  if (last && way(last) === way(phase)) return;
  closePhase(life, phase.from);
  life.phases = [...life.phases, phase];
}

const span = ({ from, until }: Pick<Phase, "from" | "until">, today: string): number =>
  daysBetween(from.day, until?.day ?? today) ?? 0;

/** For how many days a violation was open. */
export const daysOpen = ({ appeared, ended }: ViolationRecord, today: string): number =>
  span({ from: appeared, until: ended }, today);

/** The phases in which a deployment was in production and a rule was shown to be violated, with no waiver. */
export const inProduction = ({ phases }: ViolationRecord): Phase[] =>
  phases.filter(({ production, outcome, waiver }) => production && outcome === "fail" && waiver === null);

/** For how many days that was so. */
export const daysInProduction = (life: ViolationRecord, today: string): number =>
  inProduction(life).reduce((sum, phase) => sum + span(phase, today), 0);
