import type { Outcome, Severity } from "../model/finding.ts";
import { daysBetween } from "../util/date.ts";
import { compareCodeUnits } from "../util/json.ts";
import type { EventTime } from "./event-time.ts";

/** An unmet rule of a deployment. */
export interface OpenFinding {
  readonly fingerprint: string;
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly outcome: Extract<Outcome, "fail" | "unknown">;
  readonly gates: boolean;
  /** Id of the waiver that covers it. */
  readonly waiver: string | null;
  readonly message: string;
}

/** Cause of a change: other documents, other rules, or the date. */
export type Cause = "documents" | "policies" | "date";

/** A period in which a violation did not change. */
export interface Phase extends Pick<OpenFinding, "outcome" | "gates" | "waiver"> {
  readonly from: EventTime;
  readonly until: EventTime | null;
  /** True if the deployment was in production. */
  readonly production: boolean;
}

export interface Resolution extends EventTime {
  /** `withdrawn` if its deployment was removed; `unreadable` if its deployment cannot be read. */
  readonly how: Cause | "withdrawn" | "unreadable";
}

/** A violation from its start to its end. */
export interface ViolationRecord extends Pick<OpenFinding, "fingerprint" | "rule" | "title" | "severity" | "message"> {
  readonly deployment: string;
  /** Names that the deployment had while the violation was open. */
  readonly formerNames: readonly string[];
  readonly file: string;
  readonly appeared: EventTime & { readonly cause: Cause };
  readonly ended: Resolution | null;
  readonly phases: readonly Phase[];
}

/** The results of a deployment at one time. */
export interface StageAtCommit {
  readonly file: string;
  readonly production: boolean;
  readonly open: readonly OpenFinding[];
}

type GrowingRecord = { -readonly [Key in keyof ViolationRecord]: ViolationRecord[Key] } & { phases: Phase[] };

/** Follows violations over time. The results of each deployment must be added in order of time. */
export interface ViolationTimeline {
  evaluated(deployment: string, standing: StageAtCommit, at: EventTime & { readonly cause: Cause }): void;
  gone(deployment: string, how: "withdrawn" | "unreadable", at: EventTime): void;
  /** Its violations continue under another name. */
  renamed(from: string, to: string): void;
  /** In order of appearance. */
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
    evaluated(deployment, { file, production, open }, { cause, ...at }) {
      const before = current.get(deployment) ?? new Map<string, GrowingRecord>();
      const now = new Map<string, GrowingRecord>();
      for (const { fingerprint, rule, title, severity, message, outcome, gates, waiver } of open) {
        const known = before.get(fingerprint);
        const about = { fingerprint, rule, title, severity, message, deployment, file };
        const life = known ?? { ...about, formerNames: [], appeared: { ...at, cause }, ended: null, phases: [] };
        if (!known) lives.push(life);
        // A renamed rule goes by its new id.
        life.rule = rule;
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

/** Starts a new phase of a violation, unless the current phase is equal. */
function enter(life: GrowingRecord, phase: Phase): void {
  const last = life.phases.at(-1);
  if (last && way(last) === way(phase)) return;
  closePhase(life, phase.from);
  life.phases = [...life.phases, phase];
}

const span = ({ from, until }: Pick<Phase, "from" | "until">, today: string): number =>
  daysBetween(from.day, until?.day ?? today) ?? 0;

/** Number of days on which a violation was open. */
export const daysOpen = ({ appeared, ended }: ViolationRecord, today: string): number =>
  span({ from: appeared, until: ended }, today);

/** Phases with a failed rule of a deployment in production, without a waiver. */
export const inProduction = ({ phases }: ViolationRecord): Phase[] =>
  phases.filter(({ production, outcome, waiver }) => production && outcome === "fail" && waiver === null);

/** Number of days of these phases. */
export const daysInProduction = (life: ViolationRecord, today: string): number =>
  inProduction(life).reduce((sum, phase) => sum + span(phase, today), 0);
