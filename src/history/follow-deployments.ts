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
  /** True for a file with deployments that cannot be read. */
  readonly isUnreadable: (file: string) => boolean;
  readonly treeFor: (deployment: DeploymentAtCommit) => Tree;
}

type Turns = PeriodResult["turns"];

/** Records the results of the days on which only the date changed them. */
function recordTurns(lives: ViolationTimeline, id: string, { deployment, version }: StartedPeriod, turns: Turns): void {
  const { file, production } = deployment;
  const { unreadableRules } = version;
  for (const { day, open } of turns)
    lives.evaluated(id, { file, production, open, unreadableRules }, { day, commit: null, cause: "date" });
}

/** Follows all deployments from one version of the policies to the next. */
export function createTracker(replayer: Replayer, lives: ViolationTimeline) {
  const spans = new Map<string, StartedPeriod>();
  /** Deployments that cannot be read, with the file that holds each. */
  const unread = new Map<string, string>();

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

  async function endRemoved({ deployments, isUnreadable }: DeploymentSet, { day, commit }: EventTime): Promise<void> {
    for (const [id, file] of unread) {
      if (!deployments.has(id) && !isUnreadable(file)) lives.withdrawn(id, { day, commit });
      if (deployments.has(id) || !isUnreadable(file)) unread.delete(id);
    }
    for (const [id, span] of spans) {
      if (deployments.has(id)) continue;
      await finish(id, span, day);
      spans.delete(id);
      const { file } = span.deployment;
      if (isUnreadable(file)) {
        lives.unreadable(id, { day, commit });
        unread.set(id, file);
      } else lives.withdrawn(id, { day, commit });
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
        const { unreadableRules } = version;
        lives.evaluated(id, { file, production, open: span.open, unreadableRules }, { day, commit, cause });
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
