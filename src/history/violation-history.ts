import { waiverChanges } from "../diff/config-changes.ts";
import type { TreeEntry } from "../repository/git/types.ts";
import type { Tree } from "../repository/tree.ts";
import { lazy } from "../util/memoize.ts";
import { yieldToEventLoop } from "../util/yield-to-event-loop.ts";
import type { LoadedPolicies } from "../workspace/policies.ts";
import { type CommitHistory, type CommitStep, treeOf } from "./commits.ts";
import { type DeploymentAtCommit, createDeploymentReader, mayAffectDeployments } from "./deployments-at.ts";
import { shortOf } from "./event-time.ts";
import { type DeploymentSet, createTracker } from "./follow-deployments.ts";
import { type PackSource, createPolicyTimeline } from "./policies-at.ts";
import { createPolicyVersion, createReplayer } from "./replay.ts";
import type { ReplayCache } from "./replay-cache.ts";
import { type ViolationRecord, createViolationTimeline } from "./violation-timeline.ts";
import type { WaiverStep } from "./waiver-timeline.ts";

/** What became of the verdicts on all deployments. */
export interface ViolationHistory {
  readonly lives: readonly ViolationRecord[];
  /** The same violations by the rules of today, where that was asked. */
  readonly byToday: readonly ViolationRecord[] | null;
  readonly waivers: readonly WaiverStep[];
  /** What could not be read or judged, and since when. */
  readonly problems: readonly string[];
  readonly deployments: number;
  /** Whether someone stopped it. */
  readonly partial: boolean;
  /** The day up to which it is told. */
  readonly lastDay: string;
}

export interface ReplaySettings {
  /** The commits at which is judged; all unless told. */
  readonly only?: ReadonlySet<string>;
  /** The rules of today, where their word is wanted too. */
  readonly today?: LoadedPolicies;
  /** The last day. */
  readonly until: string;
  readonly cache: ReplayCache;
  /** Keeps what the cache holds for another run. */
  readonly keep: () => void;
  readonly tell: (done: number, all: number) => void;
  /** Whether someone wants it to end; asked often. */
  readonly stopped: () => boolean;
}

/** After how many milliseconds what is judged is kept, so that little is lost when the program is killed. */
const SAVE_EVERY = 30_000;

/** Gathers what goes wrong, each thing when it begins. */
function createProblems() {
  const told: string[] = [];
  let current: ReadonlySet<string> = new Set();
  return {
    told,
    note({ commit, day }: CommitStep, rules: LoadedPolicies, unreadable: ReadonlyMap<string, string>): void {
      const errors = rules.ruleSet.diagnostics.filter(({ severity }) => severity === "error");
      const all = new Set([
        ...errors.map(({ file, message }) => `policies: ${file}: ${message}`),
        ...[...unreadable].map(([file, message]) => `not judged: ${file}: ${message}`),
      ]);
      for (const one of all) if (!current.has(one)) told.push(`${day} ${shortOf(commit)}: ${one}`);
      current = all;
    },
  };
}

/** What is known after the commits that were evaluated so far. */
interface ReplayState {
  deployments: DeploymentSet | undefined;
  /** The day up to which the history is complete. */
  day: string;
  readonly waivers: WaiverStep[];
  /** Names of all deployments that there ever were. */
  readonly names: Set<string>;
}

/** Evaluates commit after commit, by the policies of each and on demand by those of today. */
function createCommitEvaluator({ history, steps }: CommitHistory, packs: PackSource, settings: ReplaySettings) {
  const { today, until, cache } = settings;
  const replayer = createReplayer(cache);
  const tracker = createTracker(replayer, createViolationTimeline());
  const byToday = today && {
    tracker: createTracker(replayer, createViolationTimeline()),
    version: createPolicyVersion(today, `today ${today.ruleSet.digest}`),
  };
  const read = createDeploymentReader(history, cache);
  const policies = createPolicyTimeline(history, packs);
  const problems = createProblems();
  const state: ReplayState = { deployments: undefined, day: steps[0]?.day ?? until, waivers: [], names: new Set() };

  /** Evaluates the days up to one on which policies take effect; `isOver` ends it early. */
  async function passDays(through: string, isOver: () => boolean = () => false): Promise<void> {
    for await (const { day, regime } of policies.passing(through)) {
      if (isOver()) return;
      if (state.deployments) await tracker.settle(state.deployments, regime, { day, commit: null });
      state.day = day;
    }
  }

  /** @param changed the paths of files that changed since the last evaluation; undefined where anything may have */
  async function evaluate(
    step: CommitStep,
    files: ReadonlyMap<string, TreeEntry>,
    changed: ReadonlySet<string> | undefined,
  ): Promise<void> {
    const { commit, day, folder } = step;
    await passDays(day);
    state.day = day;
    const { regime, before } = await policies.at(step, files, changed);
    if (before) state.waivers.push({ day, commit, waivers: waiverChanges(before, regime.rules, day) });
    const { deployments, problems: unreadable } = await read(folder.after, files, regime.rules, changed);
    problems.note(step, regime.rules, unreadable);
    for (const name of deployments.keys()) state.names.add(name);
    const treeFor = ({ parts }: DeploymentAtCommit): Tree => {
      history.prefetchBlobs(parts);
      return treeOf(history, folder.after, parts);
    };
    state.deployments = { deployments, unreadable: new Set(unreadable.keys()), treeFor };
    await tracker.settle(state.deployments, regime, { day, commit });
    await byToday?.tracker.settle(state.deployments, byToday.version, { day, commit });
  }

  const trackers = [tracker, ...(byToday ? [byToday.tracker] : [])];
  return { state, tracker, byToday: byToday?.tracker, trackers, problems: problems.told, passDays, evaluate };
}

/** Remembers what changed since the last commit that was evaluated, and whether that can matter to a deployment. */
function createChangeLog() {
  let changed: Set<string> | undefined;
  let parts: () => ReadonlySet<string> = () => new Set();
  let isSettled = false;
  return {
    add({ commit, folder }: CommitStep): void {
      const hasMoved = folder.before !== folder.after;
      if (hasMoved) changed = undefined;
      for (const { path } of commit.changes) changed?.add(path);
      if (hasMoved || commit.changes.some((one) => mayAffectDeployments(parts, one))) isSettled = false;
    },
    /** True if no deployment can be another than when it was last evaluated. */
    isSettled: (): boolean => isSettled,
    /** The paths of files that changed; undefined where anything may have. */
    changed: (): ReadonlySet<string> | undefined => changed,
    /** Starts anew after an evaluation. */
    settle({ folder }: CommitStep, set: DeploymentSet | undefined): void {
      [isSettled, changed] = [true, new Set()];
      parts = lazy(() => {
        const entries = [...(set?.deployments.values() ?? [])].flatMap((one) => one.parts);
        return new Set(entries.map(({ path }) => folder.after + path));
      });
    },
  };
}

/**
 * Evaluates every commit at which something changed.
 * @returns the number of commits that are done; fewer than all where it was stopped
 */
async function evaluateCommits(
  past: CommitHistory,
  { state, evaluate }: ReturnType<typeof createCommitEvaluator>,
  { only, keep, tell, stopped }: ReplaySettings,
): Promise<number> {
  const log = createChangeLog();
  let [done, kept] = [0, performance.now()];
  for (const { step, files } of past.states()) {
    if (stopped()) break;
    log.add(step);
    if (!log.isSettled() && (only === undefined || only.has(step.commit.commit))) {
      await yieldToEventLoop();
      await evaluate(step, files, log.changed());
      log.settle(step, state.deployments);
    }
    tell(++done, past.steps.length);
    if (performance.now() - kept > SAVE_EVERY) {
      keep();
      kept = performance.now();
    }
  }
  return done;
}

/** Evaluates every deployment at every commit by the policies of then, and on demand by those of today. */
export async function replayHistory(
  past: CommitHistory,
  packs: PackSource,
  settings: ReplaySettings,
): Promise<ViolationHistory> {
  const { until, stopped } = settings;
  const evaluator = createCommitEvaluator(past, packs, settings);
  const { state, tracker, byToday, trackers, problems } = evaluator;
  const isWhole = (await evaluateCommits(past, evaluator, settings)) === past.steps.length;
  if (isWhole) await evaluator.passDays(until, stopped);
  const ends = [];
  for (const one of trackers) ends.push(await one.end(until, stopped));
  const partial = !isWhole || ends.includes(undefined);
  if (!partial) for (const tellTurned of ends) tellTurned?.();
  const stop = `stopped: told up to ${state.day}; what turned by the date alone may be missing`;
  return {
    lives: tracker.lives.all(),
    byToday: byToday ? byToday.lives.all() : null,
    waivers: state.waivers,
    problems: [...problems, ...(partial ? [stop] : [])],
    deployments: state.names.size,
    partial,
    lastDay: partial ? state.day : until,
  };
}
