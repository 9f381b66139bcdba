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

/** Follows all deployments from one version of the policies to the next. */
export function createTracker(judging: Replayer, lives: ViolationTimeline) {
  const spans = new Map<string, StartedPeriod>();

  function tellTurns(id: string, { deployment: { file, production } }: StartedPeriod, turns: Turns): void {
    for (const { day, open } of turns)
      lives.judged(id, { file, production, open }, { day, commit: null, cause: "date" });
  }

  const finish = async (id: string, span: StartedPeriod, through: string): Promise<void> =>
    tellTurns(id, span, await judging.turns(span, through));

  return {
    lives,
    /** Evaluates the deployments from a day on, where they or the policies are others. */
    async settle(
      { deployments, unreadable, treeFor }: DeploymentSet,
      regime: PolicyVersion,
      { day, commit }: EventTime,
    ): Promise<void> {
      for (const [id, span] of spans) {
        if (deployments.has(id)) continue;
        await finish(id, span, day);
        lives.gone(id, unreadable.has(span.deployment.file) ? "unreadable" : "withdrawn", { day, commit });
        spans.delete(id);
      }
      for (const [id, deployment] of deployments) {
        const old = spans.get(id);
        const same = old?.deployment.documents === deployment.documents;
        if (same && old.regime.name === regime.name) continue;
        if (old) await finish(id, old, day);
        const dossier = same ? old.dossier : createLazyInput(deployment, treeFor);
        const span = await judging.begin({ deployment, regime, dossier, from: day });
        spans.set(id, span);
        const cause: Cause = !same ? "documents" : commit ? "policies" : "date";
        const { file, production } = deployment;
        lives.judged(id, { file, production, open: span.open }, { day, commit, cause });
      }
    },
    /** Evaluates the days up to the last one; returns a function that records the results, or undefined if stopped. */
    async end(day: string, stopped: () => boolean): Promise<(() => void) | undefined> {
      const turned: [id: string, span: StartedPeriod, turns: Turns][] = [];
      for (const [id, span] of spans) {
        await yieldToEventLoop();
        if (stopped()) return undefined;
        turned.push([id, span, await judging.turns(span, day)]);
      }
      return () => turned.forEach((one) => tellTurns(...one));
    },
  };
}
