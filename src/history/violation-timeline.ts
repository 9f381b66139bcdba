import type { Outcome, Severity } from "../model/finding.ts";
import { daysBetween } from "../util/date.ts";
import { compareCodeUnits } from "../util/json.ts";
import { type EventTime, dayAfter } from "./event-time.ts";

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
  /** `withdrawn` if its deployment was removed. */
  readonly how: Cause | "withdrawn";
}

/** A period in which a deployment or a policy could not be read, so that nothing is known of a violation. */
export interface UnreadableGap {
  /** The commit that made it unreadable. */
  readonly from: EventTime;
  /** Null if it is still unreadable. */
  readonly until: EventTime | null;
}

/** A violation from its start to its end. */
export interface ViolationRecord extends Pick<OpenFinding, "fingerprint" | "rule" | "title" | "severity" | "message"> {
  readonly deployment: string;
  /** Names that the deployment had while the violation was open. */
  readonly formerNames: readonly string[];
  /** Ids that the rule had while the violation was open. */
  readonly formerRules: readonly string[];
  readonly file: string;
  readonly appeared: EventTime & { readonly cause: Cause };
  readonly ended: Resolution | null;
  readonly phases: readonly Phase[];
  /** Periods of the violation without phases, because its deployment could not be read. */
  readonly gaps: readonly UnreadableGap[];
}

/** The results of a deployment at one time. */
export interface StageAtCommit {
  readonly file: string;
  readonly production: boolean;
  readonly open: readonly OpenFinding[];
  /** Rules of which nothing is known, because their policies cannot be read. */
  readonly unreadableRules: ReadonlySet<string>;
}

type GrowingRecord = { -readonly [Key in keyof ViolationRecord]: ViolationRecord[Key] };

/** Follows violations over time. The results of each deployment must be added in order of time. */
export interface ViolationTimeline {
  evaluated(deployment: string, standing: StageAtCommit, at: EventTime & { readonly cause: Cause }): void;
  withdrawn(deployment: string, at: EventTime): void;
  /** Its violations stay open and unknown until it is evaluated again or withdrawn. */
  unreadable(deployment: string, at: EventTime): void;
  /** Its violations continue under another name. */
  renamed(from: string, to: string): void;
  /** In order of appearance. */
  all(): ViolationRecord[];
}

export function createViolationTimeline(): ViolationTimeline {
  const current = new Map<string, Map<string, GrowingRecord>>();
  const lives: GrowingRecord[] = [];

  return {
    evaluated(deployment, { file, production, open, unreadableRules }, { cause, ...at }) {
      const before = current.get(deployment) ?? new Map<string, GrowingRecord>();
      const now = new Map<string, GrowingRecord>();
      for (const { fingerprint, rule, title, severity, message, outcome, gates, waiver } of open) {
        const known = before.get(fingerprint);
        const about = { fingerprint, rule, title, severity, message, deployment, file };
        const life = known ?? newRecord(about, { ...at, cause });
        if (!known) lives.push(life);
        renameRule(life, rule);
        closeGap(life, at);
        enter(life, { outcome, gates, waiver, production, from: at, until: null });
        now.set(fingerprint, life);
      }
      for (const [fingerprint, life] of before) {
        if (now.has(fingerprint)) continue;
        if (unreadableRules.has(life.rule)) {
          openGap(life, at);
          now.set(fingerprint, life);
        } else end(life, { ...at, how: cause });
      }
      current.set(deployment, now);
    },
    withdrawn(deployment, at) {
      for (const life of current.get(deployment)?.values() ?? []) end(life, { ...at, how: "withdrawn" });
      current.delete(deployment);
    },
    unreadable(deployment, at) {
      for (const life of current.get(deployment)?.values() ?? []) openGap(life, at);
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

/** A renamed rule goes by its new id. */
function renameRule(life: GrowingRecord, rule: string): void {
  if (life.rule === rule) return;
  life.formerRules = [...life.formerRules, life.rule];
  life.rule = rule;
}

const newRecord = (
  about: Omit<GrowingRecord, "formerNames" | "formerRules" | "appeared" | "ended" | "phases" | "gaps">,
  appeared: GrowingRecord["appeared"],
): GrowingRecord => ({ ...about, formerNames: [], formerRules: [], appeared, ended: null, phases: [], gaps: [] });

function end(life: GrowingRecord, ended: Resolution): void {
  closePhase(life, ended);
  closeGap(life, ended);
  life.ended = { day: ended.day, commit: ended.commit, how: ended.how };
}

/** Ends the last period of a list, if it is open. */
function closed<T extends { readonly until: EventTime | null }>(periods: readonly T[], until: EventTime): readonly T[] {
  const last = periods.at(-1);
  if (!last || last.until) return periods;
  return periods.with(periods.length - 1, { ...last, until: { day: until.day, commit: until.commit } });
}

function closePhase(life: GrowingRecord, until: EventTime): void {
  life.phases = closed(life.phases, until);
}

function openGap(life: GrowingRecord, { day, commit }: EventTime): void {
  closePhase(life, { day, commit });
  if (life.gaps.at(-1)?.until === null) return;
  life.gaps = [...life.gaps, { from: { day, commit }, until: null }];
}

function closeGap(life: GrowingRecord, until: EventTime): void {
  life.gaps = closed(life.gaps, until);
}

const way = ({ outcome, gates, waiver, production }: Phase): string =>
  JSON.stringify([outcome, gates, waiver, production]);

/** Starts a new phase of a violation, unless the current phase is equal. */
function enter(life: GrowingRecord, phase: Phase): void {
  const last = life.phases.at(-1);
  if (last && !last.until && way(last) === way(phase)) return;
  closePhase(life, phase.from);
  life.phases = [...life.phases, phase];
}

const span = ({ from, until }: Pick<Phase, "from" | "until">, today: string): number =>
  Math.max(0, daysBetween(from.day, until?.day ?? today) ?? 0);

/** Number of days on which a violation is known to have been open. */
export const daysOpen = ({ phases }: ViolationRecord, today: string): number =>
  phases.reduce((sum, phase) => sum + span(phase, today), 0);

/** Phases with a failed rule of a deployment in production, without a waiver. */
export const inProduction = ({ phases }: ViolationRecord): Phase[] =>
  phases.filter(({ production, outcome, waiver }) => production && outcome === "fail" && waiver === null);

/** Days of a period, both included. */
export interface CountedDays {
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * The parts of phases in a period of days; what is outside is left out.
 * @param today the last day of the history: what is open then stays open
 */
export function clipViolations(
  lives: readonly ViolationRecord[],
  { from, to }: CountedDays,
  today: string,
): ViolationRecord[] {
  const [first, end] = [from ?? "", to === null ? null : dayAfter(to)];
  const clip = <T extends Pick<Phase, "from" | "until">>(period: T): T[] => {
    const { from: start, until } = period;
    const isLate = end !== null && start.day >= end;
    const isEarly = start.day < first && until !== null && until.day <= first;
    if (isLate || isEarly) return [];
    const isCut = end !== null && (until?.day ?? today) > end;
    return [
      {
        ...period,
        from: start.day < first ? { day: first, commit: null } : start,
        until: isCut ? { day: end, commit: null } : until,
      },
    ];
  };
  return lives.flatMap((life) => {
    const [phases, gaps] = [life.phases.flatMap(clip), life.gaps.flatMap(clip)];
    return phases.length + gaps.length > 0 ? [{ ...life, phases, gaps }] : [];
  });
}

/** Days in violation of a deployment: days with several violations count once. */
export interface DeploymentDays {
  readonly deployment: string;
  readonly daysOpen: number;
  readonly daysInProduction: number;
}

/** Counts the days in violation of each deployment, by name. */
export function daysByDeployment(lives: readonly ViolationRecord[], today: string): DeploymentDays[] {
  const names = [...new Set(lives.map(({ deployment }) => deployment))].toSorted(compareCodeUnits);
  return names.map((deployment) => {
    const own = lives.filter((life) => life.deployment === deployment);
    return {
      deployment,
      daysOpen: unionDays(
        own.flatMap(({ phases }) => phases),
        today,
      ),
      daysInProduction: unionDays(own.flatMap(inProduction), today),
    };
  });
}

/** Number of days in at least one of some periods. */
function unionDays(periods: readonly Pick<Phase, "from" | "until">[], today: string): number {
  let [days, end] = [0, ""];
  for (const { from, until } of periods.toSorted((a, b) => compareCodeUnits(a.from.day, b.from.day))) {
    const start = from.day > end ? from.day : end;
    const last = until?.day ?? today;
    if (last <= start) continue;
    days += daysBetween(start, last) ?? 0;
    end = last;
  }
  return days;
}

/** Number of days of these phases. */
export const daysInProduction = (life: ViolationRecord, today: string): number =>
  inProduction(life).reduce((sum, phase) => sum + span(phase, today), 0);
