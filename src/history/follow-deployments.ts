import type { Tree } from "../repository/tree.ts";
import { yieldToEventLoop } from "../util/yield-to-event-loop.ts";
import type { DeploymentAtCommit } from "./deployments-at.ts";
import type { EventTime } from "./event-time.ts";
import { type PolicyVersion, type Replayer, type StartedPeriod, createLazyInput } from "./replay.ts";
import type { PeriodResult } from "./replay-cache.ts";
import type { Cause, ViolationTimeline } from "./violation-timeline.ts";

/** The deployments at one commit. */
export interface DeploymentSet {
  readonly deployments: ReadonlyMap<string, DeploymentAtCommit>;
  /** Files with deployments that cannot be read. */
  readonly unreadable: ReadonlySet<string>;
  readonly treeFor: (deployment: DeploymentAtCommit) => Tree;
}

type Turns = PeriodResult["turns"];

/** Records the results of the days on which only the date changed them. */
function recordTurns(lives: ViolationTimeline, id: string, { deployment }: StartedPeriod, turns: Turns): void {
  const { file, production } = deployment;
  for (const { day, open } of turns)
    lives.evaluated(id, { file, production, open }, { day, commit: null, cause: "date" });
}

/** Follows all deployments from one version of the policies to the next. */
export function createTracker(replayer: Replayer, lives: ViolationTimeline) {
  const spans = new Map<string, StartedPeriod>();

  const finish = async (id: string, span: StartedPeriod, through: string): Promise<void> =>
    recordTurns(lives, id, span, await replayer.turns(span, through));

  /** A deployment that states a former name continues the one of that name, if that one is gone. */
  async function continueRenamed({ deployments }: DeploymentSet, day: string): Promise<void> {
    for (const [id, { formerly }] of deployments) {
      if (spans.has(id)) continue;
      const earlier = formerly.findLast((name) => spans.has(name) && !deployments.has(name));
      const span = earlier === undefined ? undefined : spans.get(earlier);
      if (earlier === undefined || !span) continue;
      await finish(earlier, span, day);
      lives.renamed(earlier, id);
      spans.delete(earlier);
      spans.set(id, span);
    }
  }

  async function endRemoved({ deployments, unreadable }: DeploymentSet, { day, commit }: EventTime): Promise<void> {
    for (const [id, span] of spans) {
      if (deployments.has(id)) continue;
      await finish(id, span, day);
      lives.gone(id, unreadable.has(span.deployment.file) ? "unreadable" : "withdrawn", { day, commit });
      spans.delete(id);
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
        const { file, production } = deployment;
        lives.evaluated(id, { file, production, open: span.open }, { day, commit, cause });
      }
    },
    /** Evaluates the days up to the last one; returns a function that records the results, or undefined if stopped. */
    async end(day: string, stopped: () => boolean): Promise<(() => void) | undefined> {
      const turned: [id: string, span: StartedPeriod, turns: Turns][] = [];
      for (const [id, span] of spans) {
        await yieldToEventLoop();
        if (stopped()) return undefined;
        turned.push([id, span, await replayer.turns(span, day)]);
      }
      return () => turned.forEach((one) => recordTurns(lives, ...one));
    },
  };
}
