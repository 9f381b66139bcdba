import type { Tree } from "../repository/tree.ts";
import { yieldToEventLoop } from "../util/yield-to-event-loop.ts";
import type { DeploymentAtCommit } from "./deployments-at.ts";
import type { EventTime } from "./event-time.ts";
import { type PolicyVersion, type Replayer, type StartedPeriod, createLazyInput } from "./replay.ts";
import type { PeriodResult } from "./replay-cache.ts";
import type { Cause, OpenFinding, StageAtCommit, ViolationTimeline } from "./violation-timeline.ts";

/** The deployments at one commit. */
export interface DeploymentSet {
  readonly deployments: ReadonlyMap<string, DeploymentAtCommit>;
  /** True for a file with deployments that cannot be read. */
  readonly isUnreadable: (file: string) => boolean;
  readonly treeFor: (deployment: DeploymentAtCommit) => Tree;
}

type Turns = PeriodResult["turns"];

const stageOf = (
  { deployment: { file, production }, version: { unreadableRules } }: StartedPeriod,
  open: readonly OpenFinding[],
): StageAtCommit => ({ file, production, open, unreadableRules });

/** Records the results of the days on which only the date changed them. */
function recordTurns(lives: ViolationTimeline, id: string, period: StartedPeriod, turns: Turns): void {
  for (const { day, open } of turns) lives.evaluated(id, stageOf(period, open), { day, commit: null, cause: "date" });
}

/** Keeps the deployments that cannot be read, with the file of each: their violations stay open and unknown. */
function createUnreadDeployments(lives: ViolationTimeline) {
  const files = new Map<string, string>();
  return {
    has: (id: string): boolean => files.has(id),
    add(id: string, file: string, at: EventTime): void {
      lives.unreadable(id, at);
      files.set(id, file);
    },
    delete: (id: string): boolean => files.delete(id),
    /** Leaves out those that can be read again, and those that were removed meanwhile. */
    update({ deployments, isUnreadable }: DeploymentSet, at: EventTime): void {
      for (const [id, file] of files) {
        if (!deployments.has(id) && !isUnreadable(file)) lives.withdrawn(id, at);
        if (deployments.has(id) || !isUnreadable(file)) files.delete(id);
      }
    },
  };
}

/** What the date changes of each deployment up to a day; undefined if stopped. */
async function turnsUpTo(
  day: string,
  spans: ReadonlyMap<string, StartedPeriod>,
  replayer: Replayer,
  stopped: () => boolean,
): Promise<[id: string, span: StartedPeriod, turns: Turns][] | undefined> {
  const turned: [id: string, span: StartedPeriod, turns: Turns][] = [];
  for (const [id, span] of spans) {
    await yieldToEventLoop();
    if (stopped()) return undefined;
    turned.push([id, span, await replayer.turns(span, day)]);
  }
  return turned;
}

/** Follows all deployments from one version of the policies to the next. */
export function createTracker(replayer: Replayer, lives: ViolationTimeline) {
  const spans = new Map<string, StartedPeriod>();
  const unread = createUnreadDeployments(lives);

  const finish = async (id: string, span: StartedPeriod, through: string): Promise<void> =>
    recordTurns(lives, id, span, await replayer.turns(span, through));

  /** A deployment that states a former name continues the one of that name, if that one is gone. */
  async function continueRenamed({ deployments }: DeploymentSet, day: string): Promise<void> {
    for (const [id, { formerly }] of deployments) {
      if (spans.has(id)) continue;
      const earlier = formerly.findLast((name) => (spans.has(name) || unread.has(name)) && !deployments.has(name));
      if (earlier === undefined) continue;
      const span = spans.get(earlier);
      if (span) await finish(earlier, span, day);
      lives.renamed(earlier, id);
      spans.delete(earlier);
      unread.delete(earlier);
      if (span) spans.set(id, span);
    }
  }

  async function endRemoved(set: DeploymentSet, at: EventTime): Promise<void> {
    unread.update(set, at);
    for (const [id, span] of spans) {
      if (set.deployments.has(id)) continue;
      await finish(id, span, at.day);
      spans.delete(id);
      const { file } = span.deployment;
      if (set.isUnreadable(file)) unread.add(id, file, at);
      else lives.withdrawn(id, at);
    }
  }

  return {
    lives,
    /** Evaluates the deployments from a day on, where they or the policies changed. */
    async settle(set: DeploymentSet, version: PolicyVersion, { day, commit }: EventTime): Promise<void> {
      await continueRenamed(set, day);
      await endRemoved(set, { day, commit });
      for (const [id, deployment] of set.deployments) {
        const old = spans.get(id);
        const same = old?.deployment.documents === deployment.documents;
        if (same && old.version.name === version.name) continue;
        if (old) await finish(id, old, day);
        const input = same ? old.input : createLazyInput(deployment, set.treeFor);
        const span = await replayer.begin({ deployment, version, input, from: day });
        spans.set(id, span);
        const cause: Cause = !same ? "documents" : commit ? "policies" : "date";
        lives.evaluated(id, stageOf(span, span.open), { day, commit, cause });
      }
    },
    /** Evaluates the days up to the last one; returns a function that records the results, or undefined if stopped. */
    async end(day: string, stopped: () => boolean): Promise<(() => void) | undefined> {
      const turned = await turnsUpTo(day, spans, replayer, stopped);
      return turned && (() => turned.forEach((one) => recordTurns(lives, ...one)));
    },
  };
}
