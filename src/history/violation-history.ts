import { waiverChanges } from "../diff/config-changes.ts";
import type { TreeEntry } from "../repository/git/types.ts";
import type { Tree } from "../repository/tree.ts";
import { lazy } from "../util/memoize.ts";
import { yieldToEventLoop } from "../util/yield-to-event-loop.ts";
import { isConfigPath } from "../policy/bundle.ts";
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

/** History of the violations of all deployments. */
export interface ViolationHistory {
  readonly lives: readonly ViolationRecord[];
  /** Violations by the current rules, if requested. */
  readonly byToday: readonly ViolationRecord[] | null;
  readonly waivers: readonly WaiverStep[];
  /** Files and policies that were not read or checked, with the start of the problem. */
  readonly problems: readonly string[];
  readonly deployments: number;
  /** True if the run was stopped. */
  readonly partial: boolean;
  /** Last day of the history. */
  readonly lastDay: string;
}

export interface ReplaySettings {
  /** The commits to evaluate (default: all). */
  readonly only?: ReadonlySet<string>;
  /** The current rules, if their results are requested too. */
  readonly today?: LoadedPolicies;
  /** The last day. */
  readonly until: string;
  readonly cache: ReplayCache;
  /** Saves the cache for the next run. */
  readonly keep: () => void;
  readonly tell: (done: number, all: number) => void;
  /** True if the run should stop; called often. */
  readonly stopped: () => boolean;
}

/** Interval in milliseconds for saving results, so that little is lost if the program is killed. */
const SAVE_EVERY = 30_000;

/** Collects problems, each at its start. */
function createProblems() {
  const messages: string[] = [];
  let current: ReadonlySet<string> = new Set();
  return {
    messages,
    note({ commit, day }: CommitStep, rules: LoadedPolicies, unreadable: ReadonlyMap<string, string>): void {
      const errors = rules.ruleSet.diagnostics.filter(({ severity }) => severity === "error");
      const all = new Set([
        ...errors.map(({ file, message }) => `policies: ${file}: ${message}`),
        ...[...unreadable].map(([file, message]) => `not checked: ${file}: ${message}`),
      ]);
      for (const one of all) if (!current.has(one)) messages.push(`${day} ${shortOf(commit)}: ${one}`);
      current = all;
    },
  };
}

/** True if the settings cannot be read: other rules apply without them, so that nothing is known of any deployment. */
const lacksSettings = ({ ruleSet }: LoadedPolicies): boolean =>
  ruleSet.diagnostics.some(({ severity, file }) => severity === "error" && isConfigPath(file));

/** State after the evaluated commits. */
interface ReplayState {
  deployments: DeploymentSet | undefined;
  /** Day up to which the history is complete. */
  day: string;
  readonly waivers: WaiverStep[];
  /** All names of deployments in the history. */
  readonly names: Set<string>;
  /** How many deployments had these names. */
  count: number;
}

/** Counts the deployments that appear. A renamed one does not count again. */
function countDeployments(state: ReplayState, { deployments }: Pick<DeploymentSet, "deployments">): void {
  const isKnown = (name: string): boolean => state.names.has(name);
  for (const [name, { formerly }] of deployments)
    if (!isKnown(name) && !formerly.some((one) => isKnown(one) && !deployments.has(one))) state.count += 1;
  for (const name of deployments.keys()) state.names.add(name);
}

/** Evaluates the commits in order, by the policies of each commit and on request by the current policies. */
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
  const start = { deployments: undefined, day: steps[0]?.day ?? until };
  const state: ReplayState = { ...start, waivers: [], names: new Set(), count: 0 };

  /** Evaluates the days up to a day on which policies take effect; `isOver` ends it early. */
  async function passDays(through: string, isOver: () => boolean = () => false): Promise<void> {
    for await (const { day, version } of policies.passing(through)) {
      if (isOver()) return;
      if (state.deployments) await tracker.settle(state.deployments, version, { day, commit: null });
      state.day = day;
    }
  }

  /** @param changed the paths of files that changed since the last evaluation; undefined if any file may have changed */
  async function evaluate(
    step: CommitStep,
    files: ReadonlyMap<string, TreeEntry>,
    changed: ReadonlySet<string> | undefined,
  ): Promise<void> {
    const { commit, day, folder } = step;
    await passDays(day);
    state.day = day;
    const { version, before } = await policies.at(step, files, changed);
    if (before) state.waivers.push({ day, commit, waivers: waiverChanges(before, version.rules, day) });
    const { deployments, problems: unreadable } = await read(folder.after, files, version.rules, changed);
    problems.note(step, version.rules, unreadable);
    countDeployments(state, { deployments });
    const treeFor = ({ parts }: DeploymentAtCommit): Tree => {
      history.prefetchBlobs(parts);
      return treeOf(history, folder.after, parts);
    };
    state.deployments = lacksSettings(version.rules)
      ? { deployments: new Map(), isUnreadable: () => true, treeFor }
      : { deployments, isUnreadable: (file) => unreadable.has(file), treeFor };
    await tracker.settle(state.deployments, version, { day, commit });
    await byToday?.tracker.settle(state.deployments, byToday.version, { day, commit });
  }

  const trackers = [tracker, ...(byToday ? [byToday.tracker] : [])];
  return { state, tracker, byToday: byToday?.tracker, trackers, problems: problems.messages, passDays, evaluate };
}

/** Collects the changes since the last evaluated commit, and decides if they can affect a deployment. */
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
    /** True if no deployment can have changed since the last evaluation. */
    isSettled: (): boolean => isSettled,
    /** The paths of files that changed; undefined if any file may have changed. */
    changed: (): ReadonlySet<string> | undefined => changed,
    /** Clears the changes after an evaluation. */
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
 * Evaluates every commit that changed a deployment or policy.
 * @returns the number of finished commits; fewer than all if the run was stopped
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

/** Evaluates every deployment at every commit by the policies at that commit, and on request by the current ones. */
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
  const stop = `stopped at ${state.day}: changes caused by the date may be missing`;
  return {
    lives: tracker.lives.all(),
    byToday: byToday ? byToday.lives.all() : null,
    waivers: state.waivers,
    problems: [...problems, ...(partial ? [stop] : [])],
    deployments: state.count,
    partial,
    lastDay: partial ? state.day : until,
  };
}
